import fc from "fast-check";
import { expect, test } from "vitest";
import { readReportMessage } from "../../../src/mail-logs/reports/read-report-message.js";
import { bounce, feedbackReport } from "../../support/report-messages.js";

const REPORTS = [feedbackReport("one@north.test", "user@north.test"), bounce("mayfrom+b-0@mayfrom.test")];

async function* inPieces(octets: Uint8Array, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const places = [...cuts.map((cut) => cut % (octets.length + 1)), octets.length].sort((one, other) => one - other);
  let start = 0;
  for (const end of places) {
    yield Buffer.from(octets.subarray(start, end));
    start = end;
  }
}

const cuts = fc.array(fc.nat(), { maxLength: 20 });

test("any cut of a message gives the same records", async () => {
  for (const report of REPORTS) {
    const octets = Buffer.from(report);
    const whole = await readReportMessage(inPieces(octets, []));
    expect(whole).toHaveLength(1);
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        expect(await readReportMessage(inPieces(octets, places))).toEqual(whole);
      }),
    );
  }
});

test("no bytes make it throw, and what is no report gives no record", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), cuts, async (octets, places) => {
      expect(await readReportMessage(inPieces(octets, places))).toEqual([]);
    }),
  );
});

test("a report with bytes put in, taken out or changed is read as one of its kind, or as none", async () => {
  const edit = fc.record({ at: fc.nat(), removed: fc.nat({ max: 40 }), added: fc.uint8Array({ maxLength: 40 }) });
  for (const [index, report] of REPORTS.entries()) {
    const kind = ["arf", "dsn"][index];
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        let octets = Buffer.from(report);
        for (const { at, removed, added } of edits) {
          const start = at % (octets.length + 1);
          octets = Buffer.concat([octets.subarray(0, start), added, octets.subarray(start + removed)]);
        }
        const records = await readReportMessage(inPieces(octets, []));
        expect(records.filter(({ format }) => format !== kind)).toEqual([]);
      }),
    );
  }
});
