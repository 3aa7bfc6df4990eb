import { Field, InputType, ObjectType } from "type-graphql";
import { DateTimeScalar, VisibleTo } from "../../graphql/index.js";

@InputType()
export class HandOverSessionInput {
  @Field(() => String, {
    defaultValue: "/",
    description: "Where in the console to begin: a path below `/console`, such as `/senders?address=…`",
  })
  page: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A link that signs one browser in, once." })
export class HandedOverSession {
  @Field(() => String, {
    description: "Where to send the browser. The code stands behind the `#`, which browsers send to nobody",
  })
  url: string;

  @Field(() => DateTimeScalar, { description: "Until when it can be followed: a minute" })
  expiresAt: Date;
}
