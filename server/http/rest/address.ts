/** Where the REST API lives. */

/** Of all versions and their extensions. */
export const REST_ROOT = '/w/rest.php';
/** What the paths of the OpenAPI document are relative to. */
export const SERVER_PATH = `${REST_ROOT}/wikibase`;
export const API_PATH = `${SERVER_PATH}/v1`;
