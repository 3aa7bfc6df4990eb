import { Column, Entity, PrimaryColumn } from "typeorm";
import { longTextColumn, textColumn, timeColumn } from "../../database/index.js";

/** Characters of `{digest}-{width}x{height}`. */
export const LOGO_NAME_LENGTH = 48;

/** A logo as it was redrawn, by what it is: the same one of two resellers is one row, and goes with the last of them. */
@Entity("brand_logo")
export class BrandLogo {
  @PrimaryColumn(textColumn(LOGO_NAME_LENGTH))
  name: string;

  /** In base64. */
  @Column(longTextColumn())
  png: string;

  @Column(timeColumn())
  createdAt: Date;
}
