import { deflateSync } from "node:zlib";
import sharp from "sharp";

/** What a designer sends: a mark on nothing, larger than it is shown. */
export function drawPicture(form: "png" | "jpeg" | "webp", colour = "#1757c2", size = { width: 900, height: 300 }) {
  const background = form === "jpeg" ? "#ffffff" : { r: 0, g: 0, b: 0, alpha: 0 };
  const mark = sharp({ create: { width: size.height, height: size.height, channels: 3, background: colour } });
  return mark
    .png()
    .toBuffer()
    .then((input) =>
      sharp({ create: { ...size, channels: 4, background } })
        .composite([{ input, left: 0, top: 0 }])
        .withExif({ IFD0: { Copyright: "<script>alert(1)</script>" } })
        [form]()
        .toBuffer(),
    );
}

/** A PNG of a few octets that says it has so many pixels. */
export function claimingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(100_000))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** PNG 5.5; `zlib.crc32` is newer than the oldest Node that we run on. */
function crc32(octets: Buffer): number {
  let crc = 0xffffffff;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
