import { type EnumOf, graphql, type ResultOf } from "../graphql/index.js";

const VALUES = graphql(`
  fragment Limits on PolicyValues {
    subaddressDelimiters
    allowNullSender
    refusalAdvice
    resentMail
    subaddressDomains {
      domain
      delimiters
    }
    approvalRule
    isNumberMatchingRequired
    verificationHours
    requestsPerAccountAndDay
    requestsPerAddressAndDay
    noticesPerAddressAndDay
    requestsPerTargetDomainAndHour
    pauseUnusedAfterDays
    ownerReminderDays
    isUnconfirmedPaused
    proactive
    proactiveMessages
    proactiveDays
    grandfatherUntil
    observationDays
    holdThreshold
    complaintThreshold
    alarmAddressesPerDay
    isAskerTold
    reportingDomains
    reportingNetworks
  }
`);

export const LIMITS = graphql(
  `
    query Limits($scope: ScopeInput!) {
      policy(scope: $scope) {
        settings {
          ...Limits
        }
        effective {
          ...Limits
        }
        locked
        lockedAbove
        setAbove
        updatedAt
        origins {
          setting
          setOn {
            level
            name
          }
          lockedOn {
            level
            name
          }
        }
      }
    }
  `,
  [VALUES],
);

export const SAVE_LIMITS = graphql(`
  mutation SaveLimits($input: SetPolicyInput!) {
    setPolicy(input: $input) {
      updatedAt
      warnings {
        code
        message
      }
    }
  }
`);

export type LimitsPolicy = ResultOf<typeof LIMITS>["policy"];
export type LimitName = Exclude<EnumOf<"PolicySetting">, "schedule">;
