import { z } from "zod";

/** Where spans go, and of how many traces. */
export interface TracesSetting {
  /** With the path: `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  /** Of the traces that begin here, from 0 to 1. */
  readonly share: number;
}

const collectorUrl = z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional();
const SAMPLERS = ["parentbased_always_on", "parentbased_traceidratio"] as const;

/** The names that OpenTelemetry's specification gives them, which other programs of the same host read too. */
export const TRACES_ENVIRONMENT = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.string().optional(),
};

type TracesEnvironment = { readonly [Name in keyof typeof TRACES_ENVIRONMENT]?: string | undefined };

/** Null where nothing is sent. What cannot be done as it is asked for goes to the problems. */
export function tracesSetting(values: TracesEnvironment, problems: string[]): TracesSetting | null {
  const url = endpointOf(values);
  if (url === null) return null;
  const protocol = values.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? values.OTEL_EXPORTER_OTLP_PROTOCOL ?? "http/json";
  if (protocol !== "http/json")
    problems.push(
      "OTEL_EXPORTER_OTLP_PROTOCOL: spans go by http/json alone; OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/json and OTEL_EXPORTER_OTLP_TRACES_ENDPOINT say so for them, OTEL_TRACES_EXPORTER=none sends none",
    );
  return { url, share: shareOf(values, problems) };
}

function endpointOf(values: TracesEnvironment): string | null {
  const isOff = values.OTEL_SDK_DISABLED?.toLowerCase() === "true" || values.OTEL_TRACES_EXPORTER === "none";
  if (isOff) return null;
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: shared } = values;
  return own ?? (shared === undefined ? null : `${shared.replace(/\/+$/, "")}/v1/traces`);
}

function shareOf(values: TracesEnvironment, problems: string[]): number {
  const { OTEL_TRACES_SAMPLER: sampler = "parentbased_always_on", OTEL_TRACES_SAMPLER_ARG: text = "1" } = values;
  if (sampler === "parentbased_always_on") return 1;
  const share = Number(text);
  if (sampler !== "parentbased_traceidratio") problems.push(`OTEL_TRACES_SAMPLER: must be ${SAMPLERS.join(" or ")}`);
  else if (!(share >= 0 && share <= 1)) problems.push("OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1");
  return share;
}
