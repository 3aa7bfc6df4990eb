import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import {
  identifierColumn,
  jsonColumn,
  RESELLER_PATH_LENGTH,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import type { PolicySettings } from "./settings-table.js";

export type SettingRanks = Readonly<Partial<Record<keyof PolicySettings, string>>>;

/** What one scope sets for itself and below. Absent settings are inherited; `locked` ones cannot be changed below. */
@Entity("policy")
@Index("ux_policy_scope", ["scopeKind", "scopeId"], { unique: true })
@Index("ix_policy_path", ["scopeKind", "resellerPath"])
export class Policy {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(textColumn(STATE_LENGTH))
  scopeKind: "PLATFORM" | "RESELLER" | "DOMAIN" | "ACCOUNT";

  /** Identifier of the reseller, domain or account; empty for the platform. */
  @Column(identifierColumn())
  scopeId: string;

  /** Where the scope lives; null for the platform. */
  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(jsonColumn())
  settings: PolicySettings;

  @Column(jsonColumn())
  locked: (keyof PolicySettings)[];

  /** Rank of whoever set each setting (kernel/rank.ts); none for what mayfrom set by itself. */
  @Column(jsonColumn({ nullable: true }))
  settingRanks: SettingRanks | null;

  /** Rank of whoever locked each setting. */
  @Column(jsonColumn({ nullable: true }))
  lockRanks: SettingRanks | null;

  @Column(timeColumn())
  updatedAt: Date;
}
