<?php

/**
 * What a panel, a webmail and a gateway ask of mayfrom, with PHP alone.
 *
 *   MAYFROM_URL=https://mayfrom.example MAYFROM_KEY=mfk_… php mayfrom-example.php onboard Reseller_01… orchard.example
 */

declare(strict_types=1);

const CREATE_DOMAIN = <<<'GRAPHQL'
    mutation CreateDomain($input: CreateDomainInput!, $key: String!) {
      createDomain(input: $input, idempotencyKey: $key) { domain { id } errors { reason message } }
    }
    GRAPHQL;
const SYNC_DOMAIN = <<<'GRAPHQL'
    mutation SyncDomain($input: SyncDomainInput!) {
      syncDomain(input: $input) { made changed ended refused { path errors { reason } } errors { path message } }
    }
    GRAPHQL;
const SENDERS = <<<'GRAPHQL'
    query Senders($address: String!, $after: String) {
      accountByAddress(address: $address) {
        sendableAddresses(first: 100, after: $after) {
          edges { node { address source state } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
    GRAPHQL;
const CHANGES = <<<'GRAPHQL'
    query Changes($after: Sequence) {
      tenantChanges(after: $after, first: 100) {
        changes { sequence kind subjectLabel } lastSequence hasMore isTooOld
      }
    }
    GRAPHQL;
const ASK = <<<'GRAPHQL'
    query Ask($login: String!, $sender: String!) {
      authorizeSender(login: $login, sender: $sender) { verdict reason smtpReply }
    }
    GRAPHQL;

const ATTEMPTS = 4;

/** The data of a call. What may succeed later is tried again: every call here may be repeated. */
function request(string $query, array $variables): array
{
    $options = [
        'method' => 'POST',
        'header' => [
            'content-type: application/json',
            'accept: application/json',
            'authorization: Bearer ' . getenv('MAYFROM_KEY'),
        ],
        'content' => json_encode(['query' => $query, 'variables' => $variables], JSON_THROW_ON_ERROR),
        'ignore_errors' => true,
        'timeout' => 60,
    ];
    $url = rtrim((string) getenv('MAYFROM_URL'), '/') . '/graphql';
    for ($attempt = 1; ; $attempt++) {
        $body = @file_get_contents($url, false, stream_context_create(['http' => $options]));
        $answer = $body === false ? null : json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        $error = $answer === null ? ['message' => 'no answer'] : ($answer['errors'][0] ?? null);
        if ($error === null) {
            return $answer['data'];
        }
        $mayPass = $answer === null || in_array($error['extensions']['code'] ?? '', ['UNAVAILABLE', 'RATE_LIMITED'], true);
        if (!$mayPass || $attempt === ATTEMPTS) {
            throw new RuntimeException($error['message']);
        }
        sleep($error['extensions']['retryAfter'] ?? 2 ** $attempt);
    }
}

function withoutErrors(array $payload): array
{
    if ($payload['errors'] !== []) {
        throw new RuntimeException(implode("\n", array_column($payload['errors'], 'message')));
    }
    return $payload;
}

/** A domain with its mailboxes. Called again it does what is missing, and nothing twice. */
function onboard(string $resellerId, string $name): array
{
    $created = request(CREATE_DOMAIN, ['input' => ['resellerId' => $resellerId, 'name' => $name], 'key' => "onboard-$name"]);
    $domainId = withoutErrors($created['createDomain'])['domain']['id'];
    $mailboxes = array_map(fn (string $localPart) => ['address' => "$localPart@$name"], ['anna', 'ben']);
    $input = ['domainId' => $domainId, 'mailboxes' => $mailboxes, 'maxEnded' => 0];
    $synced = withoutErrors(request(SYNC_DOMAIN, ['input' => $input])['syncDomain']);
    return ['domainId' => $domainId, 'made' => $synced['made'], 'refused' => count($synced['refused'])];
}

/** Everything that a mailbox may send as, or waits for. */
function senders(string $address): array
{
    $found = [];
    $after = null;
    do {
        $account = request(SENDERS, ['address' => $address, 'after' => $after])['accountByAddress'];
        if ($account === null) {
            throw new RuntimeException("$address is not a mailbox that you see");
        }
        ['edges' => $edges, 'pageInfo' => $pageInfo] = $account['sendableAddresses'];
        array_push($found, ...array_column($edges, 'node'));
        $after = $pageInfo['endCursor'];
    } while ($pageInfo['hasNextPage']);
    return $found;
}

/** What happened since: keep lastSequence together with what you made of the changes, and begin there next time. */
function follow(string $after): array
{
    $kinds = [];
    do {
        $page = request(CHANGES, ['after' => (int) $after])['tenantChanges'];
        if ($page['isTooOld']) {
            throw new RuntimeException('Some changes are no longer told: read the lists anew');
        }
        array_push($kinds, ...array_column($page['changes'], 'kind'));
        $after = $page['lastSequence'];
    } while ($page['hasMore']);
    return ['lastSequence' => (int) $after, 'kinds' => $kinds];
}

/** As a gateway. Without an answer a gateway defers; it never lets through by itself. */
function ask(string $login, string $sender): array
{
    return request(ASK, ['login' => $login, 'sender' => $sender])['authorizeSender'];
}

$verbs = ['onboard', 'senders', 'follow', 'ask'];
if ($argc < 3 || !in_array($argv[1], $verbs, true)) {
    fwrite(STDERR, "onboard RESELLER DOMAIN | senders ADDRESS | follow AFTER | ask LOGIN SENDER\n");
    exit(1);
}
echo json_encode($argv[1](...array_slice($argv, 2)), JSON_THROW_ON_ERROR), "\n";
