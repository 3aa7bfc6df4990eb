import { print } from "@0no-co/graphql.web";
import type { Documented } from "./graphql.js";
import { ApiError, readProblem } from "./problem.js";
import { type RetrySettings, withRetries } from "./retries.js";

export interface ClientSettings extends RetrySettings {
  /** Where mayfrom is: `https://mayfrom.example`. */
  readonly url: string;
  /** What `Authorization: Bearer` shows: an API key, an access token or an issuer's token. Asked for before each call. */
  readonly credential?: () => string | null | Promise<string | null>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  /** The data of a query or mutation. Throws ApiError for what the API refuses. */
  request<Result, Variables extends Readonly<Record<string, unknown>>>(
    document: Documented<Result, Variables>,
    ...variables: Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]
  ): Promise<Result>;
}

export function createClient({ url, credential, headers = {}, ...retrying }: ClientSettings): Client {
  const send = withRetries(retrying);
  const endpoint = `${url.replace(/\/+$/, "")}/graphql`;
  return {
    async request(document, ...[variables]) {
      const bearer = (await credential?.()) ?? null;
      const response = await post(send, endpoint, {
        headers: bearer === null ? headers : { ...headers, authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ query: print(document), variables: variables ?? {} }),
      });
      const { data, errors } = await readAnswer(response);
      const problem = readProblem(errors, response.headers.get("x-request-id"));
      if (problem !== null) throw new ApiError(problem);
      return data as never;
    },
  };
}

interface AnswerBody {
  readonly data?: unknown;
  readonly errors?: Parameters<typeof readProblem>[0];
}

async function post(send: typeof fetch, url: string, init: { headers: Record<string, string>; body: string }) {
  try {
    return await send(url, {
      method: "POST",
      ...init,
      headers: { ...init.headers, "content-type": "application/json", accept: "application/json" },
    });
  } catch (cause) {
    throw new ApiError({ code: "UNREACHABLE", message: cause instanceof Error ? cause.message : String(cause) });
  }
}

async function readAnswer(response: Response): Promise<AnswerBody> {
  try {
    return (await response.json()) as AnswerBody;
  } catch {
    throw new ApiError({ code: "UNREACHABLE", message: `The answer with status ${response.status} is no JSON` });
  }
}
