/** From path and query string to the values that an operation declared. */
import { failure } from '../../../schema/failures.ts';
import { RestError } from './errors.ts';
import type { Operation, Parameter, RestRequest } from './operation.ts';

/** All of them, or the first that cannot be read. */
export async function readParameters(
  { parameters }: Operation,
  request: Pick<RestRequest, 'c' | 'services'>,
): Promise<Record<string, unknown> | RestError> {
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const sent = textOf(name, parameter, request);
    const value =
      sent === undefined ? parameter.absent?.value : await parameter.read(sent, request.services);
    if (value === undefined && (sent !== undefined || parameter.absent === undefined)) {
      return refused(name, parameter);
    }
    values[name] = value;
  }
  return values;
}

function textOf(
  name: string,
  parameter: Parameter,
  { c }: Pick<RestRequest, 'c'>,
): string | undefined {
  if (parameter.in === 'query') return c.req.queries(name)?.join(',');
  const text = c.req.param(name) ?? '';
  // ids are read with the space around them, which an address must not have
  return text === text.trim() && text.isWellFormed() ? text : '';
}

function refused(name: string, parameter: Parameter): RestError {
  const code = parameter.in === 'path' ? 'invalid-path-parameter' : 'invalid-query-parameter';
  const found = failure('wrong-type', { field: name, expected: expectedOf(parameter) });
  return new RestError(code, found, { parameter: name });
}

/** “the id of an item”, as the sentence of the failure goes on. */
function expectedOf({ description }: Parameter): string {
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}
