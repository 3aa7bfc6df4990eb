import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, textColumn, timeColumn } from "../database/index.js";
import { Account } from "./account.entity.js";
import { Domain } from "./domain.entity.js";

/** Another address of the same mailbox, in a domain hosted here; it belongs to one account in the installation. */
@Entity("account_alias")
@Index("ix_account_alias_account", ["accountId", "addressKey"])
@Index("ix_account_alias_domain", ["domainId", "addressKey"])
export class AccountAlias {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  accountId: string;

  @ManyToOne(() => Account, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "accountId", foreignKeyConstraintName: "fk_account_alias_account" })
  accountRow?: Relation<Account>;

  /** The hosted domain that the alias is in, which need not be the account's. */
  @Column(identifierColumn())
  domainId: string;

  @ManyToOne(() => Domain, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_account_alias_domain" })
  domainRow?: Relation<Domain>;

  @Column(textColumn(ADDRESS_LENGTH))
  address: string;

  @Index("ux_account_alias_address", { unique: true })
  @Column(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  @Column(timeColumn())
  createdAt: Date;
}
