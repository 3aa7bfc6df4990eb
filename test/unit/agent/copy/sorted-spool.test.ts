import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SortedSpool } from "../../../../src/agent/copy/sorted-spool.js";
import { chance } from "../../../support/chance.js";

it("hands out more than its buffers hold in the order of the keys, equal keys as they came", () => {
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-spool-"));
  try {
    const spool = new SortedSpool(folder, "entries", 10, 8);
    const records: Buffer[] = [];
    const draw = chance();
    const anyBytes = () => Array.from({ length: 8 }, () => Math.floor(draw() * 256));
    // Few first bytes fill some buckets beyond their buffer; few second ones make ties.
    for (let index = 0; index < 20_000; index++) {
      const record = Buffer.from([...anyBytes(), index >> 8, index & 0xff]);
      record[0] = (record[0] as number) % 3;
      record[1] = (record[1] as number) % 2;
      if (index % 4 === 0) Buffer.alloc(7, 7).copy(record, 1);
      records.push(record);
      spool.add(record);
    }
    const sorted: Buffer[] = [];
    for (const { bytes, offsets } of spool.buckets()) {
      for (const offset of offsets) sorted.push(Buffer.from(bytes.subarray(offset, offset + 10)));
    }
    expect(Buffer.concat(sorted).equals(Buffer.concat([...records].sort((one, other) => one.compare(other))))).toBe(
      true,
    );
    spool.remove();
    expect(existsSync(join(folder, "entries"))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
