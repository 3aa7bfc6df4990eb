export interface Collector {
  /** Where spans go by OTLP over HTTP, with its path. */
  readonly url: string;
  /** Of the traces that begin here, from 0 to 1; those that a caller began are recorded where the caller says so. */
  readonly share: number;
  /** Of this program. */
  readonly version: string;
}
