import { Column, Entity, PrimaryColumn } from "typeorm";
import { textColumn, timeColumn } from "../database/index.js";
import { MAX_PANEL_TEMPLATE_LENGTH } from "../kernel/index.js";
import { LOGO_NAME_LENGTH } from "./logos/brand-logo.entity.js";

/** The one row of what the platform calls itself; none before the operator has set anything. Null is not set. */
@Entity("platform_settings")
export class PlatformSettings {
  @PrimaryColumn(textColumn(16))
  id: string;

  @Column(textColumn(100, { nullable: true }))
  name: string | null;

  @Column(textColumn(254, { nullable: true }))
  helpContact: string | null;

  /** BCP 47 tag of mails to those of whom no other language is known. */
  @Column(textColumn(16, { nullable: true }))
  language: string | null;

  @Column(textColumn(64, { nullable: true }))
  timeZone: string | null;

  /** `#1757c2` */
  @Column(textColumn(7, { nullable: true }))
  colour: string | null;

  /** Where its people look after senders, with {address} and {account}; null for our own pages. */
  @Column(textColumn(MAX_PANEL_TEMPLATE_LENGTH, { nullable: true }))
  panelUrl: string | null;

  /** Name of it (`BrandLogo`). */
  @Column(textColumn(LOGO_NAME_LENGTH, { nullable: true }))
  logo: string | null;

  @Column(timeColumn())
  updatedAt: Date;
}
