/**
 * The endpoints where a resource owner or a client application comes in: authorization, pushed requests, userinfo, Native
 * SSO, grants and dynamic registration.
 */
import {
  Authorization,
  DynamicRegistration,
  GrantManagement,
  NativeSso,
  PushedAuthorization,
  UserInfo
} from "effect-authlete"
import type { Documented } from "../documented.js"
import { post } from "./row.js"

const authorizationParameters = "response_type=code&client_id=26478243745571" +
  "&redirect_uri=https%3A%2F%2Fmy-client.example.com%2Fcb1&scope=timeline.read+history.read" +
  "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"

const interaction = {
  resultCode: "A004001",
  resultMessage:
    "[A004001] Authlete has successfully issued a ticket to the service (API Key = 21653835348762) for the " +
    "authorization request from the client (ID = 26478243745571). [response_type=code, openid=false]",
  acrEssential: false,
  action: "INTERACTION",
  client: {
    clientId: 26478243745571,
    clientIdAlias: "my-client",
    clientIdAliasEnabled: true,
    clientName: "My updated client",
    logoUri: "https://my-client.example.com/logo.png",
    number: 6164
  },
  clientIdAliasUsed: false,
  display: "PAGE",
  maxAge: 0,
  scopes: [
    { defaultEntry: false, description: "A permission to read your history.", name: "history.read" },
    { defaultEntry: false, description: "A permission to read your timeline.", name: "timeline.read" }
  ],
  service: { apiKey: 21653835348762, clientIdAliasEnabled: true, number: 5041, serviceName: "My updated service" },
  ticket: "hXoY87t_t23enrVHWxpXNP5FfVDhDypD3T6H6lt4IPA"
}

const refusedTicket = "qA7wGybwArICpbUSutrf5Xc9-i1fHE0ySOHxR1eBoBQ"
const grantedTicket = "FFgB9gwb_WXh6g1u-UQ8ZI-d_k4B-o-cm7RkVzI8Vnc"

const authorizationRows = [
  post(
    "authorization.process",
    Authorization.process({ parameters: authorizationParameters }),
    "/auth/authorization",
    `{"parameters":"${authorizationParameters}"}`,
    interaction,
    ["ticket"]
  ),
  post(
    "authorization.fail",
    Authorization.fail({ ticket: refusedTicket, reason: "NOT_AUTHENTICATED" }),
    "/auth/authorization/fail",
    `{"ticket":"${refusedTicket}","reason":"NOT_AUTHENTICATED"}`,
    {
      resultCode: "A060301",
      resultMessage: "[A060301] The end-user was not authenticated.",
      action: "LOCATION",
      responseContent: "https://my-client.example.com/cb1?error=login_required&iss=https%3A%2F%2Fmy-service.example.com"
    }
  ),
  post(
    "authorization.issue",
    Authorization.issue({ ticket: grantedTicket, subject: "john" }),
    "/auth/authorization/issue",
    `{"ticket":"${grantedTicket}","subject":"john"}`,
    {
      resultCode: "A040001",
      resultMessage: "[A040001] The authorization request was processed successfully.",
      accessTokenDuration: 0,
      accessTokenExpiresAt: 0,
      action: "LOCATION",
      authorizationCode: "Xv_su944auuBgc5mfUnxXayiiQU9Z4-T_Yae_UfExmo",
      responseContent: "https://my-client.example.com/cb1?code=Xv_su944auuBgc5mfUnxXayiiQU9Z4-T_Yae_UfExmo" +
        "&iss=https%3A%2F%2Fmy-service.example.com"
    },
    ["authorizationCode", "responseContent"]
  ),
  post(
    "authorization.ticketInfo",
    Authorization.ticketInfo({ ticket: grantedTicket }),
    "/auth/authorization/ticket/info",
    `{"ticket":"${grantedTicket}"}`,
    { resultCode: "A382001", action: "OK", info: { context: "{\"step\":1}" } }
  ),
  post(
    "authorization.updateTicket",
    Authorization.updateTicket({ ticket: grantedTicket, info: { context: "step 2" } }),
    "/auth/authorization/ticket/update",
    `{"ticket":"${grantedTicket}","info":{"context":"step 2"}}`,
    { resultCode: "A383001", action: "OK", info: { context: "step 2" } }
  )
]

const pushedParameters = "response_type=code%20id_token&client_id=5921531358155430" +
  "&redirect_uri=https%3A%2F%2Fserver.example.com%2Fcb&state=SOME_VALUE_ABLE_TO_PREVENT_CSRF&scope=openid" +
  "&nonce=SOME_VALUE_ABLE_TO_PREVENT_REPLAY_ATTACK&code_challenge=5ZWDQJiryK3eaLtSeFV8y1XySMCWtyITxICLaTwvK8g" +
  "&code_challenge_method=S256"
const pushingSecret = "P_FouxWlI7zcOep_9vBwR9qMAVJQiCiUiK1HrAP4GziOyezHQpqY0f5dHXK4JT4tnvI51OkbWVoEM9GnOyJViA"
const requestUri = "urn:ietf:params:oauth:request_uri:CAK9YEtNorwXE3UwSyihsBOL0jFrqUup7yAACw5y5Zg"

const pushedAuthorizationRows = [
  post(
    "pushedAuthorization.create",
    PushedAuthorization.create({
      parameters: pushedParameters,
      clientId: "5921531358155430",
      clientSecret: pushingSecret
    }),
    "/pushed_auth_req",
    `{"parameters":"${pushedParameters}","clientId":"5921531358155430","clientSecret":"${pushingSecret}"}`,
    {
      resultCode: "A245001",
      resultMessage: "[A245001] Successfully registered a request object for client (5921531358155430), URI is " +
        `${requestUri}.`,
      action: "CREATED",
      requestUri,
      responseContent: JSON.stringify({ expires_in: 600, request_uri: requestUri })
    }
  )
]

const accessToken = "Ntm9MDb8WXQAevqrBkd84KTTHbYHVQrTjgUZCOWqEUI"

const userInfoRows = [
  post(
    "userInfo.process",
    UserInfo.process({ token: accessToken }),
    "/auth/userinfo",
    `{"token":"${accessToken}"}`,
    {
      resultCode: "A091001",
      resultMessage: "[A091001] The access token presented at the userinfo endpoint is valid.",
      action: "OK",
      clientId: 15518267821,
      clientIdAliasUsed: false,
      scopes: ["openid"],
      subject: "john",
      token: accessToken
    },
    ["token"]
  ),
  post(
    "userInfo.issue",
    UserInfo.issue({ token: accessToken }),
    "/auth/userinfo/issue",
    `{"token":"${accessToken}"}`,
    {
      resultCode: "A096001",
      resultMessage: "[A096001] An ID token was generated successfully.",
      action: "JSON",
      responseContent: JSON.stringify({
        exp: 1511600971,
        sub: "john",
        aud: ["26478243745571"],
        iss: "https://authlete.com",
        iat: 1511514571
      })
    },
    ["responseContent"]
  )
]

const nativeAccessToken = "_kh1aygxZ5NKLYKCJRM8M_AYvDg2wCWoprQDjfO87ZWq"
const nativeRefreshToken = "kHUGSt_d3LSgiCQzH7wa5TpwIHWgjAZGw14zZV7hRqw"
const nativeIdToken = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJqb2huIiwic2lkIjoibXktc2lkIn0.c2lnbmF0dXJl"

const nativeSsoRows = [
  post(
    "nativeSso.process",
    NativeSso.process({
      accessToken: nativeAccessToken,
      refreshToken: nativeRefreshToken,
      deviceSecret: "my-ds",
      claims: "{\"given_name\":\"John\",\"family_name\":\"Brown\"}"
    }),
    "/nativesso",
    `{"accessToken":"${nativeAccessToken}","refreshToken":"${nativeRefreshToken}","deviceSecret":"my-ds",` +
      "\"claims\":\"{\\\"given_name\\\":\\\"John\\\",\\\"family_name\\\":\\\"Brown\\\"}\"}",
    {
      resultCode: "A501001",
      resultMessage: "[A501001] A Native SSO-compliant ID token and a token response were generated successfully.",
      action: "OK",
      responseContent: JSON.stringify({
        access_token: nativeAccessToken,
        token_type: "Bearer",
        expires_in: 86400,
        scope: "openid device_sso",
        refresh_token: nativeRefreshToken,
        id_token: nativeIdToken,
        device_secret: "my-ds"
      }),
      idToken: nativeIdToken
    },
    ["responseContent", "idToken"]
  ),
  post(
    "nativeSso.logout",
    NativeSso.logout({ sessionId: "my-sid" }),
    "/nativesso/logout",
    "{\"sessionId\":\"my-sid\"}",
    {
      action: "OK",
      count: 2,
      resultCode: "A503001",
      resultMessage: "[A503001] The /nativesso/logout API call successfully deleted 2 access/refresh token record(s)."
    }
  )
]

const grantManagementRows = [
  post(
    "grantManagement.process",
    GrantManagement.process({ accessToken, gmAction: "QUERY", grantId: "57297408867" }),
    "/gm",
    `{"accessToken":"${accessToken}","gmAction":"QUERY","grantId":"57297408867"}`,
    {
      resultCode: "A281001",
      action: "OK",
      responseContent: JSON.stringify({ scopes: [{ scope: "openid profile" }], claims: ["name"] })
    },
    ["responseContent"]
  )
]

const registrationToken = "qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA"
const registeredSecret = "bMsjvZm2FE1_mqJgxhmYj_Wr8rA0Pia_A_j-V076qQm6-P1edKB055W579GBe7MSbOdxZ3dJKsKinCtdIFwxpw"
const registeredId = "26837717140341"

const registered = (action: string, clientName: string, resultCode: string, happened: string) => ({
  resultCode,
  resultMessage: `[${resultCode}] ${happened}`,
  action,
  client: {
    authTimeRequired: false,
    bcUserCodeRequired: false,
    clientId: Number(registeredId),
    clientIdAliasEnabled: false,
    clientName,
    clientSecret: registeredSecret,
    clientType: "CONFIDENTIAL",
    createdAt: 1641735467000,
    defaultMaxAge: 0,
    developer: "authlete_21653835348762",
    dynamicallyRegistered: true,
    idTokenSignAlg: "RS256",
    modifiedAt: 1641735467013,
    number: 6248,
    parRequired: false,
    requestObjectRequired: false,
    serviceNumber: 5041,
    subjectType: "PUBLIC",
    tlsClientCertificateBoundAccessTokens: false,
    tokenAuthMethod: "CLIENT_SECRET_BASIC"
  },
  responseContent: JSON.stringify({
    registration_client_uri: `https://my-service.example.com/dcr/register/${registeredId}`,
    registration_access_token: registrationToken,
    client_id: registeredId,
    token_endpoint_auth_method: "client_secret_basic",
    client_secret: registeredSecret,
    client_id_issued_at: 1641735467,
    client_name: clientName,
    client_secret_expires_at: 0
  })
})

const registrationSecrets = ["client.clientSecret", "responseContent"]

const dynamicRegistrationRows = [
  post(
    "dynamicRegistration.register",
    DynamicRegistration.register({ json: "{ \"client_name\": \"My Dynamic Client\" }" }),
    "/client/registration",
    "{\"json\":\"{ \\\"client_name\\\": \\\"My Dynamic Client\\\" }\"}",
    registered("CREATED", "My Dynamic Client", "A202001", `The client was created with id ${registeredId}.`),
    registrationSecrets
  ),
  post(
    "dynamicRegistration.get",
    DynamicRegistration.get({ clientId: registeredId, token: registrationToken }),
    "/client/registration/get",
    `{"clientId":"${registeredId}","token":"${registrationToken}"}`,
    registered("OK", "My Dynamic Client", "A217001", "The client information has been returned."),
    registrationSecrets
  ),
  post(
    "dynamicRegistration.update",
    DynamicRegistration.update({
      clientId: registeredId,
      token: registrationToken,
      json: "{\"client_name\":\"My Updated Dynamic Client\"}"
    }),
    "/client/registration/update",
    `{"clientId":"${registeredId}","token":"${registrationToken}",` +
      "\"json\":\"{\\\"client_name\\\":\\\"My Updated Dynamic Client\\\"}\"}",
    registered("UPDATED", "My Updated Dynamic Client", "A213001", "The client has been updated."),
    registrationSecrets
  ),
  post(
    "dynamicRegistration.delete",
    DynamicRegistration.delete({ clientId: registeredId, token: registrationToken }),
    "/client/registration/delete",
    `{"clientId":"${registeredId}","token":"${registrationToken}"}`,
    { resultCode: "A216001", resultMessage: "[A216001] The client has been deleted.", action: "DELETED" }
  )
]

export const authorization: ReadonlyArray<Documented> = [
  ...authorizationRows,
  ...pushedAuthorizationRows,
  ...userInfoRows,
  ...nativeSsoRows,
  ...grantManagementRows,
  ...dynamicRegistrationRows
]
