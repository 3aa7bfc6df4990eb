/** What a file is by its own octets, whatever it is called. */
export type PictureForm = "PNG" | "JPEG" | "WEBP";

const PNG_SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/** Null where it begins as none of them. */
export function pictureForm(octets: Buffer): PictureForm | null {
  if (octets.subarray(0, 8).equals(PNG_SIGNATURE)) return "PNG";
  if (octets.subarray(0, 3).equals(JPEG_START)) return "JPEG";
  const isRiff = octets.toString("latin1", 0, 4) === "RIFF" && octets.toString("latin1", 8, 12) === "WEBP";
  return isRiff ? "WEBP" : null;
}

/**
 * Whether the picture ends where the file does: one that is cut short does not, and neither does one with something
 * else behind it, which another program would read as a page or an archive.
 */
export function isWholePicture(octets: Buffer, form: PictureForm): boolean {
  const ends = { PNG: endOfPng, JPEG: endOfJpeg, WEBP: endOfWebp };
  return ends[form](octets) === octets.length;
}

/** PNG 5.3: length, type, data and checksum of each chunk, the last of which is IEND. */
function endOfPng(octets: Buffer): number | null {
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= octets.length) {
    const end = at + 12 + octets.readUInt32BE(at);
    if (octets.toString("latin1", at + 4, at + 8) === "IEND") return end;
    at = end;
  }
  return null;
}

/** ITU-T T.81 B.1.1: segments with a length, and after a start of scan whatever is no marker. */
function endOfJpeg(octets: Buffer): number | null {
  let at = 2;
  while (at + 2 <= octets.length) {
    const marker = octets[at + 1] as number;
    if (octets[at] !== 0xff) return null;
    if (marker === 0xd9) return at + 2;
    // Any number of these may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (at + 4 > octets.length) return null;
    else {
      const end = at + 2 + octets.readUInt16BE(at + 2);
      at = marker === 0xda ? endOfScan(octets, end) : end;
    }
  }
  return null;
}

/** Within a scan 0xFF is followed by 0 where it is data, and by D0 to D7 where the decoder starts afresh. */
function endOfScan(octets: Buffer, start: number): number {
  for (let at = octets.indexOf(0xff, start); at !== -1; at = octets.indexOf(0xff, at + 1)) {
    const next = octets[at + 1];
    const isData = next === 0 || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return octets.length;
}

/** RIFF: the length of what follows it, and one octet more where that is odd. */
function endOfWebp(octets: Buffer): number | null {
  if (octets.length < 20) return null;
  const length = octets.readUInt32LE(4);
  return 8 + length + (length % 2);
}
