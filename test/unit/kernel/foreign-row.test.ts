import { expect, it } from "vitest";
import {
  type ForeignRow,
  foreignRow,
  rowAcrossTenants,
  rowsWithin,
  rowWithin,
} from "../../../src/kernel/foreign-row.js";
import type { Scope } from "../../../src/kernel/index.js";

interface Row {
  readonly address: string;
  readonly resellerPath: string;
}

const NORTH: Scope = { kind: "RESELLER", resellerId: "north", resellerPath: "north---" };
const placeOf = ({ resellerPath }: Row) => ({ resellerPath });
const own: Row = { address: "user@own.test", resellerPath: "north---below---" };
const other: Row = { address: "user@other.test", resellerPath: "south---" };

it("opens a row for the tenant whose it is, and for nobody else", () => {
  expect(rowWithin(NORTH, foreignRow(own), placeOf)).toBe(own);
  expect(rowWithin(NORTH, foreignRow(other), placeOf)).toBeNull();
  expect(rowWithin(NORTH, null, placeOf)).toBeNull();
  expect(rowsWithin(NORTH, [foreignRow(other), foreignRow(own)], placeOf)).toEqual([own]);
});

it("opens any for whoever says why, and none for who reads it as it was found", () => {
  const found: ForeignRow<Row> = foreignRow(other);
  expect(rowAcrossTenants(found, "a test").address).toBe(other.address);
  const show = ({ address }: Row) => address;
  // @ts-expect-error it may be another tenant's
  show(found);
  // @ts-expect-error nothing of it is read before
  expect(found.resellerPath).toBe(other.resellerPath);
});
