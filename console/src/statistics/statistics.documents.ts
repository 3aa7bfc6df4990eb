import { graphql, type ResultOf } from "../graphql/index.js";

export const STATISTICS = graphql(`
  query Statistics($scope: ScopeInput!) {
    statistics(scope: $scope) {
      fromDay
      toDay
      submissions {
        day
        own
        authorized
        unauthorized
        refused
      }
      refusals {
        reason
        refused
        taken
      }
      senders(first: 8) {
        messages
        account {
          id
          address
          domain {
            id
            name
          }
        }
      }
    }
    complaints(scope: $scope) {
      mismatched {
        complaints
        messages
        perThousand
      }
      others {
        complaints
        messages
        perThousand
      }
      ratio
      untrusted
    }
    policy(scope: $scope) {
      nextMode {
        mode
        at
      }
      effective {
        schedule {
          mode
          at
        }
      }
    }
  }
`);

type Answer = ResultOf<typeof STATISTICS>;
export type Statistics = NonNullable<Answer["statistics"]>;
export type Complaints = Answer["complaints"];
export type SchedulePart = Answer["policy"];
