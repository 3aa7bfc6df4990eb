import type { Correlator, CorrelatorContext } from "./correlator.js";
import type { Frame } from "./framing/frame.js";
import { emptyFrame, readSyslogFrame } from "./framing/frame.js";
import { readEntry, readJsonFrame } from "./framing/json-frame.js";
import { createEximCorrelator } from "./other-servers/exim-correlator.js";
import { createHarakaCorrelator } from "./other-servers/haraka-correlator.js";
import { createZoneMtaCorrelator } from "./other-servers/zonemta-correlator.js";
import { createPostfixCorrelator } from "./postfix/postfix-correlator.js";
import type { SubmissionFormat } from "./submission-record.js";

export type LineFormat = "auto" | SubmissionFormat;

/** Hands each line to the correlator that it speaks to, whatever else is in the same file. */
export interface LineRouter {
  accept(text: string, line: number): void;
  /** One entry of a journal export, already taken apart into named fields. */
  acceptEntry(entry: Readonly<Record<string, unknown>>, line: number): void;
  startSource(source: string): void;
  finish(before: number | null, mayGrow?: boolean): void;
  save(): unknown;
  restore(state: unknown): void;
}

export function createLineRouter(format: LineFormat, context: CorrelatorContext): LineRouter {
  const postfix = createPostfixCorrelator(context);
  const exim = createEximCorrelator(context);
  const haraka = createHarakaCorrelator(context);
  const zonemta = createZoneMtaCorrelator(context);
  const all: readonly Correlator[] = [postfix, exim, haraka, zonemta];
  const only = all.find((correlator) => correlator.format === format);
  let frame = emptyFrame("");

  function accept(text: string, line: number): void {
    frame.line = line;
    const first = text.charCodeAt(0);
    if (first === 0x7b) {
      acceptJson(text);
      return;
    }
    if (first >= 0x30 && first <= 0x39) {
      acceptDated(text);
      return;
    }
    const canHaveHeader = (first >= 0x41 && first <= 0x5a) || first === 0x3c;
    if (canHaveHeader && readSyslogFrame(text, frame)) {
      dispatch();
      return;
    }
    clear(frame, text, "");
    if (!canHaveHeader && readSyslogFrame(text, frame)) dispatch();
    else dispatchBare(text);
  }

  /** Lines that open with a date: Exim's own log, Haraka's, or syslog with ISO stamps. */
  function acceptDated(text: string): void {
    const separator = text.charCodeAt(10);
    if (separator === 0x20) {
      if (readSyslogFrame(text, frame) && frame.pid !== "" && frame.host !== "") {
        dispatch();
        return;
      }
      dispatchBare(text);
      return;
    }
    if (separator === 0x54) {
      const stampEnd = text.indexOf(" ");
      const next = text.charCodeAt(stampEnd + 1);
      if (next === 0x5b || next === 0x7b || text.startsWith("level=", stampEnd + 1)) {
        if (next === 0x7b) acceptJson(text.slice(stampEnd + 1), text.slice(0, stampEnd));
        else dispatchBare(text.slice(stampEnd + 1), text.slice(0, stampEnd));
        return;
      }
    }
    if (readSyslogFrame(text, frame)) {
      dispatch();
      return;
    }
    dispatchBare(text);
  }

  function acceptJson(text: string, stamp = ""): void {
    clear(frame, text, stamp);
    const entry = readJsonFrame(text, frame);
    if (entry === null) {
      context.summary.skip("unreadable-entry", frame.source, frame.line, text);
      return;
    }
    if (stamp !== "") frame.stamp = stamp;
    dispatchEntry(entry);
  }

  function dispatchEntry(entry: Readonly<Record<string, unknown>>): void {
    const isHaraka = typeof entry.uuid === "string" && typeof entry.origin === "string";
    if (isHaraka && (only === undefined || only === haraka)) {
      context.summary.hasKnownLines = true;
      haraka.acceptEntry(frame, entry);
    } else dispatch();
  }

  /** A line of a server that is known by its form; which of them are submissions its correlator finds out. */
  function known(correlator: Correlator): void {
    context.summary.hasKnownLines = true;
    correlator.accept(frame);
  }

  function dispatch(): void {
    if (only !== undefined) {
      known(only);
      return;
    }
    const { program } = frame;
    if (program === "") {
      dispatchByShape();
      return;
    }
    if (program.includes("/")) known(postfix);
    else if (program.startsWith("exim")) known(exim);
    else if (isNodeName(program)) dispatchByShape();
  }

  function dispatchBare(text: string, stamp = ""): void {
    clear(frame, text, stamp);
    if (only !== undefined) {
      known(only);
      return;
    }
    dispatchByShape();
  }

  /** Without a program name the form of the message has to tell. */
  function dispatchByShape(): void {
    const { body } = frame;
    const first = body.charCodeAt(0);
    if (first === 0x5b || body.startsWith("level=")) {
      known(haraka);
      return;
    }
    if (first >= 0x30 && first <= 0x39 && body.charCodeAt(4) === 0x2d && body.charCodeAt(10) === 0x20) {
      known(exim);
      return;
    }
    if (body.includes("AUTHSUCCESS id=") || body.includes("AUTHFAIL id=") || body.includes("Queue/")) known(zonemta);
    else if (frame.program === "") postfix.accept(frame);
  }

  return {
    accept,
    acceptEntry(entry, line) {
      clear(frame, "", "");
      frame.line = line;
      if (readEntry(entry, frame)) dispatchEntry(entry);
    },
    startSource(source) {
      frame = emptyFrame(source);
    },
    finish(before, mayGrow = false) {
      for (const correlator of all) correlator.finish(before, mayGrow);
    },
    save: () => Object.fromEntries(all.map((correlator) => [correlator.format, correlator.save()])),
    restore(state) {
      const saved = state as Record<string, unknown>;
      for (const correlator of all) correlator.restore(saved[correlator.format]);
    },
  };
}

function isNodeName(program: string): boolean {
  return /^(?:haraka|zone-?mta|node|npm)/i.test(program);
}

function clear(frame: Frame, body: string, stamp: string): void {
  frame.host = "";
  frame.program = "";
  frame.pid = "";
  frame.stamp = stamp;
  frame.time = null;
  frame.body = body;
}
