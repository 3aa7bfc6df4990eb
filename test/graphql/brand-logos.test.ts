import type { FastifyInstance } from "fastify";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { required } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { brandingFor, Reseller } from "../../src/tenancy/index.js";
import { BrandLogo } from "../../src/tenancy/logos/brand-logo.entity.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { sampleMails } from "../support/mails.js";
import { claimingPng, drawPicture } from "../support/pictures.js";
import { createTenants, innerIdOf, type Tree } from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { brandState logo { name width height png } }
}`;
const DECIDE = "mutation ($input: DecideBrandInput!) { decideBrand(input: $input) { brandState } }";
const SET = "mutation ($input: SetPlatformInput!) { setPlatform(input: $input) { logo { name } } }";
const SHOWN = "query ($scope: ScopeInput!) { shownBrand(scope: $scope) { name logoUrl above { logoUrl } } }";

interface Updated {
  readonly updateReseller: { readonly brandState: string; readonly logo: ShownLogo | null };
}

interface ShownLogo {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly png: string;
}

describeOnEachEngine("a logo", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let app: FastifyInstance;
  let picture: Buffer;

  beforeAll(async () => {
    api = await startTestApi(engine);
    app = await createApi(api.services);
    tree = await createTenants(api);
    picture = await drawPicture("png");
  });

  afterAll(async () => {
    await app.close();
  });

  const base64 = (octets: Buffer) => octets.toString("base64");
  const fetched = (name: string) => app.inject({ url: `/brand/logo/${name}.png` });

  async function send(octets: Buffer | null, who: "north" | "operator" = "north") {
    const input = { logo: octets === null ? null : base64(octets) };
    const actor = who === "north" ? tree.north.actor : OPERATOR;
    return (await api.succeed<Updated>(actor, UPDATE, { id: tree.north.id, input })).updateReseller;
  }

  async function shownOfNorth() {
    const { path } = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(tree.north.id) });
    return brandingFor(api.database.reader, path);
  }

  it("is drawn anew from each kind, bounded, without what else was in the file", async () => {
    for (const form of ["png", "jpeg", "webp"] as const) {
      const { logo } = await send(await drawPicture(form));
      const png = Buffer.from(logo?.png ?? "", "base64");
      expect(logo, form).toMatchObject({ width: 480, height: 160 });
      expect(await sharp(png).metadata(), form).toMatchObject({ format: "png", width: 480, height: 160 });
      expect(png.includes("script"), form).toBe(false);
    }
    // What nobody has any more is gone.
    expect(await api.database.reader.countBy(BrandLogo, {})).toBe(1);
  });

  it("is seen by nobody outside before the operator has approved it, by the name of what was looked at", async () => {
    const { brandState, logo } = await send(picture);
    const name = logo?.name ?? "";
    expect(brandState).toBe("WAITING");
    expect((await fetched(name)).statusCode).toBe(404);
    expect((await shownOfNorth()).logo).toBe(null);

    const decision = { resellerId: tree.north.id, isApproved: true };
    const unseen = await api.refuse(OPERATOR, DECIDE, { input: decision });
    expect(unseen.extensions).toMatchObject({ code: "CONFLICT", field: "input.logo" });
    await api.succeed(OPERATOR, DECIDE, { input: { ...decision, logo: name } });
    expect((await shownOfNorth()).logo).toBe(name);

    const { statusCode, headers, rawPayload } = await fetched(name);
    expect({ statusCode, isSame: rawPayload.toString("base64") === logo?.png }).toEqual({
      statusCode: 200,
      isSame: true,
    });
    expect(headers).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");

    const url = `${api.services.configuration.publicUrl}/brand/logo/${name}.png`;
    const shown = await api.succeed(tree.north.actor, SHOWN, { scope: { resellerId: tree.north.id } });
    expect(shown).toMatchObject({ shownBrand: { logoUrl: url, above: { logoUrl: null } } });
    const page = await app.inject({ url: `/console/senders?account=${tree.north.account.address}` });
    expect(page.body).toContain(`<img src="/brand/logo/${name}.png" width="120" height="40" alt="">`);
    const { parameters, secrets } = required(sampleMails.question);
    const to = "info@oldshop.example";
    const mail = { template: "question", language: "en", to, parameters: { ...parameters, logo: name }, secrets };
    expect(name).toMatch(/^[0-9a-f]{32}-480x160$/);
    expect(renderMail(mail, api.services.configuration).html).toContain(`src="${url}" width="120" height="40"`);
  });

  it("waits anew when it is another one, and goes with null", async () => {
    const another = await send(await drawPicture("png", "#c2410c"));
    expect(another.brandState).toBe("WAITING");
    const approved = await send(picture, "operator");
    expect(approved.brandState).not.toBe("NONE");
    expect(await send(null)).toEqual({ brandState: "NONE", logo: null });
    expect(await api.database.reader.countBy(BrandLogo, {})).toBe(0);
  });

  it("of the platform stands where its name does, and nowhere beside another", async () => {
    const { setPlatform } = await api.succeed<{ setPlatform: { logo: { name: string } } }>(OPERATOR, SET, {
      input: { logo: base64(picture) },
    });
    expect((await fetched(setPlatform.logo.name)).statusCode).toBe(200);
    expect((await brandingFor(api.database.reader, null)).logo).toBe(setPlatform.logo.name);
    expect(await shownOfNorth()).toMatchObject({ brandName: "Reseller north", logo: null });
    await api.succeed(OPERATOR, SET, { input: { logo: null } });
    expect((await fetched(setPlatform.logo.name)).statusCode).toBe(404);
  });

  it("is refused by its field where it is none, and nothing is kept", async () => {
    const jpeg = await drawPicture("jpeg");
    const webp = await drawPicture("webp");
    const gif = await sharp(picture).gif().toBuffer();
    const damaged = Buffer.from(picture);
    const data = damaged.indexOf("IDAT");
    damaged.fill(0x55, data + 8, data + 60);
    const wrong: readonly (readonly [string, string, Buffer | string])[] = [
      [
        "PICTURE_KIND",
        "a drawing with a script",
        Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
      ],
      ["PICTURE_KIND", "a GIF", gif],
      ["PICTURE_KIND", "a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
      ["PICTURE_KIND", "no base64", "data:image/png;base64,AAAA"],
      ["PICTURE_KIND", "a BMP behind another name", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)])],
      ["PICTURE_DAMAGED", "a PNG cut short", picture.subarray(0, picture.length - 20)],
      ["PICTURE_DAMAGED", "a JPEG cut short", jpeg.subarray(0, jpeg.length / 2)],
      ["PICTURE_DAMAGED", "a WebP cut short", webp.subarray(0, webp.length - 10)],
      ["PICTURE_DAMAGED", "octets that were changed", damaged],
      ["PICTURE_DAMAGED", "nothing behind the signature", picture.subarray(0, 8)],
      ["PICTURE_DAMAGED", "a PNG and a page", Buffer.concat([picture, Buffer.from("<script>alert(1)</script>")])],
      ["PICTURE_DAMAGED", "a JPEG and an archive", Buffer.concat([jpeg, Buffer.from("PK\x03\x04")])],
      ["PICTURE_DAMAGED", "a WebP and a page", Buffer.concat([webp, Buffer.from("<html>")])],
      ["PICTURE_TOO_MANY_PIXELS", "a small file of 2.5 thousand million pixels", claimingPng(50_000, 50_000)],
      ["PICTURE_TOO_LONG", "all its pixels in one row", claimingPng(16_000_000, 1)],
      ["PICTURE_TOO_LONG", "all its pixels in one column", claimingPng(1, 16_000_000)],
      ["PICTURE_DAMAGED", "fewer rows than it says", claimingPng(3_000, 3_000)],
      ["PICTURE_TOO_BIG", "a megabyte", Buffer.concat([picture, Buffer.alloc(1_000_000)])],
    ];
    for (const [reason, what, octets] of wrong) {
      const logo = typeof octets === "string" ? octets : base64(octets);
      const refused = await api.refuse(tree.north.actor, UPDATE, {
        id: tree.north.id,
        input: { brandName: "Kept", logo },
      });
      expect(refused.extensions, what).toMatchObject({ code: "BAD_USER_INPUT", field: "input.logo", reason });
    }
    const north = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(tree.north.id) });
    expect({ logo: north.logo, brandName: north.brandName }).toEqual({ logo: null, brandName: null });
  });
});
