/**
 * All cases, by theme.
 */
import type { Theme } from "../case.js"
import { actions } from "./actions.js"
import { breaking } from "./breaking.js"
import { connecting, securing } from "./connecting.js"
import { emulator } from "./emulator.js"
import { framing } from "./framing.js"
import { attempts, waiting } from "./hints.js"
import { lists } from "./lists.js"
import { misfits } from "./misfits.js"
import { noResponse } from "./noResponse.js"
import { nulls } from "./nulls.js"
import { oddResponses } from "./oddResponses.js"
import { paths } from "./paths.js"
import { redirects } from "./redirects.js"
import { echoes } from "./secrets.js"
import { silence } from "./silence.js"
import { sizes } from "./sizes.js"
import { statuses } from "./statuses.js"

export const connections: ReadonlyArray<Theme> = [connecting, securing, breaking, silence, framing]
export const responses: ReadonlyArray<Theme> = [statuses, actions, redirects, waiting, attempts]
export const bodies: ReadonlyArray<Theme> = [noResponse, oddResponses, misfits, nulls, sizes]
export const others: ReadonlyArray<Theme> = [emulator, echoes, paths, lists]

export const themes: ReadonlyArray<Theme> = [...connections, ...responses, ...bodies, ...others]
