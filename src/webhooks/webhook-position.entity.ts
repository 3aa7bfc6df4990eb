import { Column, Entity, PrimaryColumn } from "typeorm";
import { numberColumn } from "../database/index.js";

/** The one row that says up to which event messages were made; its lock lets one process at a time make them. */
@Entity("webhook_position")
export class WebhookPosition {
  @PrimaryColumn("integer")
  id: number;

  @Column(numberColumn())
  sequence: number;
}
