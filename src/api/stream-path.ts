/** Where subscriptions are told as server-sent events. */
export const STREAM_PATH = "/graphql/stream";
