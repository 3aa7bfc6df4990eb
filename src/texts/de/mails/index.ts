import { alarmMails } from "./alarms.js";
import { commonMails } from "./common.js";
import { signInMails } from "./sign-ins.js";
import { accountMails } from "./to-accounts.js";
import { administratorMails } from "./to-administrators.js";
import { ownerMails } from "./to-owners.js";

export const mails = {
  ...commonMails,
  ...ownerMails,
  ...accountMails,
  ...administratorMails,
  ...alarmMails,
  ...signInMails,
};
