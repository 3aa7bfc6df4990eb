import type { ContentType } from "./header-block.js";
import { decodeTransfer, HeaderBlock, readContentType } from "./header-block.js";

const MAX_HEADER_OCTETS = 256 * 1024;
const MAX_PART_LINES = 5_000;
const MAX_PART_OCTETS = 512 * 1024;
const MAX_DEPTH = 8;
const MAX_PARTS = 1_000;

/** The three parts of a multipart/report (RFC 6522) that we read. */
export interface ReportParts {
  readonly header: HeaderBlock;
  readonly topType: ContentType;
  /** Lines of message/feedback-report; null when there is no such part. */
  readonly feedback: readonly string[] | null;
  /** Lines of message/delivery-status; null when there is no such part. */
  readonly deliveryStatus: readonly string[] | null;
  /** Header of the message that the report is about; null when it is not enclosed. */
  readonly original: HeaderBlock | null;
  /** Lines of the message where it is plain text and nothing else; null otherwise. */
  readonly plainText: readonly string[] | null;
  /** A bound was passed: there may be more in the message than was read. */
  readonly isOverlong: boolean;
}

type Keep = "feedback" | "deliveryStatus" | "original" | "plainText" | "nothing";

/**
 * Walks a MIME message line by line and keeps the few kilobytes that a report needs, so its size does not matter. It
 * never looks inside the enclosed message: what is in there was written by whoever sent that message.
 */
export class ReportWalker {
  private readonly header = new HeaderBlock(MAX_HEADER_OCTETS);
  private topType: ContentType = readContentType(null);
  private readonly boundaries: string[] = [];
  private partHeader: HeaderBlock | null = null;
  private isInTopHeader = true;
  private keep: Keep = "nothing";
  private kept: string[] = [];
  private keptOctets = 0;
  private encoding: string | null = null;
  private parts = 0;
  private feedback: readonly string[] | null = null;
  private deliveryStatus: readonly string[] | null = null;
  private original: HeaderBlock | null = null;
  private plainText: readonly string[] | null = null;
  private isOverlong = false;

  add(line: string): void {
    if (this.isInTopHeader) {
      if (line !== "") {
        this.header.add(line);
        return;
      }
      this.isInTopHeader = false;
      this.topType = readContentType(this.header.get("content-type"));
      this.openMultipart(this.topType);
      if (this.topType.type === "text/plain") {
        this.keep = "plainText";
        this.encoding = this.header.get("content-transfer-encoding");
      }
      return;
    }
    if (line.startsWith("--") && this.crossBoundary(line)) return;
    if (this.partHeader !== null) {
      if (line !== "") {
        this.partHeader.add(line);
        return;
      }
      this.startBody(this.partHeader);
      this.partHeader = null;
      return;
    }
    if (this.keep !== "nothing") this.keepLine(line);
  }

  finish(): ReportParts {
    this.endPart();
    const { header, topType, feedback, deliveryStatus, original, plainText } = this;
    const isOverlong = this.isOverlong || header.isOverlong;
    return { header, topType, feedback, deliveryStatus, original, plainText, isOverlong };
  }

  private openMultipart(type: ContentType): void {
    const boundary = type.parameters.get("boundary");
    if (!type.type.startsWith("multipart/") || boundary === undefined || boundary === "") return;
    if (this.boundaries.length < MAX_DEPTH) this.boundaries.push(Buffer.from(boundary).toString("latin1"));
    else this.isOverlong = true;
  }

  private crossBoundary(line: string): boolean {
    const marker = line.trimEnd().slice(2);
    for (let depth = this.boundaries.length - 1; depth >= 0; depth -= 1) {
      const boundary = this.boundaries[depth];
      const isEnd = marker === `${boundary}--`;
      if (!isEnd && marker !== boundary) continue;
      this.endPart();
      this.boundaries.length = isEnd ? depth : depth + 1;
      this.parts += 1;
      if (this.parts > MAX_PARTS) this.isOverlong = true;
      else if (!isEnd) this.partHeader = new HeaderBlock(MAX_HEADER_OCTETS);
      return true;
    }
    return false;
  }

  private startBody(header: HeaderBlock): void {
    const type = readContentType(header.get("content-type"));
    this.openMultipart(type);
    this.encoding = header.get("content-transfer-encoding");
    this.keep = this.wants(type.type);
  }

  /** Only the first part of each kind counts. */
  private wants(type: string): Keep {
    switch (type) {
      case "message/feedback-report":
        return this.feedback === null ? "feedback" : "nothing";
      case "message/delivery-status":
      case "message/global-delivery-status":
        return this.deliveryStatus === null ? "deliveryStatus" : "nothing";
      case "message/rfc822":
      case "message/global":
      case "message/global-headers":
      case "text/rfc822-headers":
      case "text/rfc822-header":
        return this.original === null ? "original" : "nothing";
      case "text/plain":
        return this.plainText === null ? "plainText" : "nothing";
      default:
        return "nothing";
    }
  }

  private keepLine(line: string): void {
    // Of an enclosed message the header is enough; an encoded one is cut off by the octet bound.
    const isPlain = !/^(?:base64|quoted-printable)$/i.test(this.encoding ?? "");
    if (this.keep === "original" && isPlain && line === "") {
      this.endPart();
      return;
    }
    this.keptOctets += line.length;
    if (this.kept.length >= MAX_PART_LINES || this.keptOctets > MAX_PART_OCTETS) {
      if (this.keep === "feedback" || this.keep === "deliveryStatus") this.isOverlong = true;
      return;
    }
    this.kept.push(line);
  }

  private endPart(): void {
    const lines = this.keep === "nothing" ? [] : decodeTransfer(this.kept, this.encoding);
    if (this.keep === "feedback") this.feedback = lines;
    else if (this.keep === "deliveryStatus") this.deliveryStatus = lines;
    else if (this.keep === "original") this.original = readHeader(lines);
    else if (this.keep === "plainText") this.plainText = lines;
    this.keep = "nothing";
    this.kept = [];
    this.keptOctets = 0;
    this.encoding = null;
    this.partHeader = null;
  }
}

function readHeader(lines: readonly string[]): HeaderBlock {
  const block = new HeaderBlock(MAX_HEADER_OCTETS);
  for (const line of lines) {
    if (line === "") break;
    block.add(line);
  }
  return block;
}
