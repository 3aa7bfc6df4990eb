import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  identifierColumn,
  jsonColumn,
  longTextColumn,
  numberColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../../graphql/index.js";
import { Administrator } from "../administrator.entity.js";

export enum SecondFactorKind {
  TOTP = "TOTP",
  PASSKEY = "PASSKEY",
}

registerEnumType(SecondFactorKind, {
  name: "SecondFactorKind",
  description: "An app that shows a code every half minute (RFC 6238), or a passkey (WebAuthn).",
  valuesConfig: {
    PASSKEY: { description: "A key in the person's device (WebAuthn)" },
    TOTP: { description: "Numbers from an app (RFC 6238)" },
  },
});

/** What an administrator signs in with besides the password. It counts once `confirmedAt` is set. */
@Entity("second_factor")
@VisibleTo("ITS_OWNER")
@ObjectType({ implements: Node, description: "What an administrator signs in with besides the password." })
@Index("ix_second_factor_administrator", ["administratorId", "id"])
@Index("ix_second_factor_pending", ["confirmedAt", "createdAt"])
export class SecondFactor extends Node {
  @Column(identifierColumn())
  administratorId: string;

  @ManyToOne(() => Administrator, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "administratorId", foreignKeyConstraintName: "fk_second_factor_administrator" })
  administratorRow?: Relation<Administrator>;

  @VisibleTo("WITH_PARENT")
  @Field(() => SecondFactorKind, { description: "What it is" })
  @Column(textColumn(STATE_LENGTH))
  kind: SecondFactorKind;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "As its owner called it" })
  @Column(textColumn(64))
  name: string;

  /** TOTP: the shared secret, sealed under a key that is not in the database. */
  @Column(longTextColumn({ nullable: true }))
  sealedSecret: string | null;

  /** TOTP: the newest time step whose code was taken; a code is good once (RFC 6238 section 5.2). */
  @Column(numberColumn({ nullable: true }))
  lastStep: number | null;

  /** PASSKEY: base64url, up to 1,023 octets before. */
  @Column(longTextColumn({ nullable: true }))
  credentialId: string | null;

  /** PASSKEY: SHA-256 of the credential's id; one authenticator is nobody's twice. */
  @Column(textColumn(64, { nullable: true }))
  @Index("ux_second_factor_credential", { unique: true })
  credentialHash: string | null;

  /** PASSKEY: COSE key, base64url. */
  @Column(longTextColumn({ nullable: true }))
  publicKey: string | null;

  /** PASSKEY: how often the authenticator signed; 0 for good where it does not count. */
  @Column(numberColumn({ nullable: true }))
  signatureCounter: number | null;

  /** PASSKEY: how the browser reaches it (usb, internal, hybrid …). */
  @Column(jsonColumn({ nullable: true }))
  transports: readonly string[] | null;

  /** PASSKEY: what the authenticator has to sign to be confirmed; null afterwards. */
  @Column(textColumn(64, { nullable: true }))
  challenge: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @Column(timeColumn({ nullable: true }))
  confirmedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null where it never was" })
  @Column(timeColumn({ nullable: true }))
  lastUsedAt: Date | null;
}
