/** A part of the client that is loaded when it is needed. */
import { ApiFailure } from './http.ts';

/** Fails as a request does, so that whoever waits for it can offer to try again. */
export async function chunk<Module>(module: Promise<Module>): Promise<Module> {
  return module.catch(() => {
    throw new ApiFailure('offline', '', true);
  });
}
