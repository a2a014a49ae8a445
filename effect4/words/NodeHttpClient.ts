export * from "@effect/platform-node/NodeHttpClient"
export {
  layerNodeHttp as layer,
  layerUndiciNoDispatcher as layerUndiciWithoutDispatcher
} from "@effect/platform-node/NodeHttpClient"
