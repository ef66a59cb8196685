/** A block in the Action API's words, for those whom it stops. */
import type { Failure } from '../../../schema/failures.ts';
import type { JsonObject } from './module.ts';

export function blockInfo({ parameters }: Failure): JsonObject {
  const flag = (name: string): boolean => parameters[name] === 1;
  return {
    blockid: parameters['blockId'],
    blockedby: parameters['by'],
    blockedbyid: parameters['byId'],
    blockreason: parameters['reason'],
    blockedtimestamp: parameters['created'],
    blockexpiry: parameters['expires'],
    blockpartial: flag('partial'),
    blocknocreate: flag('noAccountCreation'),
    blockanononly: flag('anonymousOnly'),
    blockemail: false,
    blockowntalk: !flag('ownTalkPage'),
  };
}
