/** What the logos of the sample resellers show; drawn here, so that none is anybody's. */
export type SampleMark = "PEAK" | "STAR" | "WAVES" | "RING";

const SIDE = 320;
/** From an edge of the square to where its corner begins to be round, as a part of its side. */
const CORNER = 0.2;

/** Whether the mark covers a point; both from -1, left and top, to 1. */
const COVERS: Readonly<Record<SampleMark, (x: number, y: number) => boolean>> = {
  PEAK: (x, y) => y < 0.42 && (y > Math.abs(x + 0.15) * 1.8 - 0.55 || y > Math.abs(x - 0.3) * 1.8 - 0.2),
  STAR: (x, y) => Math.sqrt(Math.abs(x)) + Math.sqrt(Math.abs(y)) < 0.85,
  WAVES: (x, y) =>
    Math.abs(x) < 0.65 && [-0.4, 0, 0.4].some((line) => Math.abs(y - line - 0.12 * Math.sin(x * 7)) < 0.09),
  RING: (x, y) => Math.hypot(x, y) < 0.6 && Math.hypot(x, y) > 0.34 && !(y < 0 && Math.abs(x) < 0.14),
};

/** A PNG in base64: the mark in white on a square of the reseller's colour. */
export async function drawSampleLogo(mark: SampleMark, colour: string): Promise<string> {
  const { default: sharp } = await import("sharp");
  const pixels = Buffer.alloc(SIDE * SIDE * 4);
  const ground = Buffer.from(colour.slice(1), "hex");
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const x = ((at % SIDE) / SIDE) * 2 - 1;
    const y = (Math.floor(at / SIDE) / SIDE) * 2 - 1;
    if (!isInSquare(x, y)) continue;
    (COVERS[mark](x, y) ? Buffer.from([255, 255, 255]) : ground).copy(pixels, at * 4);
    pixels[at * 4 + 3] = 255;
  }
  const png = await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 4 } })
    .png()
    .toBuffer();
  return png.toString("base64");
}

function isInSquare(x: number, y: number): boolean {
  const beyond = (part: number) => Math.max(0, Math.abs(part) - (1 - 2 * CORNER));
  return Math.hypot(beyond(x), beyond(y)) <= 2 * CORNER;
}
