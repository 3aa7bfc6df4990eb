/** Takes a stream of bytes apart. `offset` and `line` name the place behind the last thing that was handed on. */
export interface Splitter {
  push(chunk: Buffer): void;
  /** The stream is over: what is left counts as a last line. */
  end(): void;
  /**
   * Bytes of the stream that have been handed on or skipped; reading may begin again here. While a line is being handed
   * on, where that line begins.
   */
  readonly offset: number;
  /** Lines up to `offset`. */
  readonly line: number;
}

export interface LineListener {
  onLine(text: string, line: number): void;
  onOverlong(line: number, start: string): void;
}

const LF = 0x0a;

/**
 * Lines as octet strings (one character a byte). Whole chunks are decoded at once and cut by `indexOf`, which is several
 * times faster than a look at every byte. A line longer than `maximumLength` is passed over without being kept.
 */
export function createLineSplitter(
  listener: LineListener,
  options: { maximumLength: number; offset?: number; line?: number },
): Splitter {
  const { maximumLength } = options;
  let offset = options.offset ?? 0;
  let line = options.line ?? 0;
  let carry: Buffer[] = [];
  let carried = 0;
  let isSkipping = false;

  function hand(text: string): void {
    line += 1;
    if (text.length > maximumLength) {
      listener.onOverlong(line, text.slice(0, 100));
      return;
    }
    let start = 0;
    // A log truncated under a writer that keeps its position begins with a run of NULs.
    while (text.charCodeAt(start) === 0) start += 1;
    const end = text.charCodeAt(text.length - 1) === 0x0d ? text.length - 1 : text.length;
    if (end > start) listener.onLine(start === 0 && end === text.length ? text : text.slice(start, end), line);
  }

  function keep(rest: Buffer): void {
    if (rest.length === 0) return;
    carried += rest.length;
    if (isSkipping) return;
    if (carried > maximumLength) {
      isSkipping = true;
      listener.onOverlong(line + 1, Buffer.concat([...carry, rest]).toString("latin1", 0, 100));
      carry = [];
    } else {
      carry.push(Buffer.from(rest));
    }
  }

  function finishCarried(rest: Buffer): void {
    if (isSkipping) line += 1;
    else hand(Buffer.concat([...carry, rest]).toString("latin1"));
    carry = [];
    carried = 0;
    isSkipping = false;
  }

  return {
    push(chunk) {
      let start = 0;
      if (carried > 0) {
        const first = chunk.indexOf(LF);
        if (first < 0) return keep(chunk);
        const length = carried + first + 1;
        finishCarried(chunk.subarray(0, first));
        offset += length;
        start = first + 1;
      }
      const last = chunk.lastIndexOf(LF);
      if (last >= start) {
        const text = chunk.toString("latin1", start, last + 1);
        let from = 0;
        for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
          hand(text.slice(from, at));
          offset += at + 1 - from;
          from = at + 1;
        }
        start = last + 1;
      }
      keep(chunk.subarray(start));
    },
    end() {
      if (carried === 0) return;
      const length = carried;
      finishCarried(Buffer.alloc(0));
      offset += length;
    },
    get offset() {
      return offset;
    },
    get line() {
      return line;
    },
  };
}
