/** Builds the browser's code, unless what is there is newer than its sources. */
import { buildClient, clientIsStale } from '../server/http/client-build.ts';

if (await clientIsStale()) await buildClient();
