/** How far a run has come. Bytes are those on disk, so that compressed files count as what they are. */
export interface IngestProgress {
  readonly source: string;
  readonly bytesRead: number;
  /** Null when a source of unknown size (a pipe) is among them. */
  readonly bytesTotal: number | null;
  readonly lines: number;
  readonly correlated: number;
  readonly linesPerSecond: number;
  /** Null until there is something to go by. */
  readonly secondsLeft: number | null;
}

export function measureProgress(known: {
  source: string;
  bytesRead: number;
  bytesTotal: number | null;
  lines: number;
  correlated: number;
  elapsedMs: number;
}): IngestProgress {
  const { elapsedMs, bytesTotal, bytesRead } = known;
  const canEstimate = bytesTotal !== null && bytesRead > 0 && elapsedMs > 0;
  return {
    source: known.source,
    bytesRead,
    bytesTotal,
    lines: known.lines,
    correlated: known.correlated,
    linesPerSecond: elapsedMs > 0 ? Math.round((known.lines * 1000) / elapsedMs) : 0,
    secondsLeft: canEstimate ? Math.round(((bytesTotal - bytesRead) * elapsedMs) / bytesRead / 1000) : null,
  };
}
