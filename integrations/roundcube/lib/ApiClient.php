<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Calls mayfrom as one user of webmail. Whatever goes wrong is one line in the log and one of two exceptions. */
final class ApiClient
{
    private readonly PageTime $time;
    private bool $isOutOfTime = false;
    private bool $hasSentChange = false;

    /** @param \Closure(string): void $log */
    public function __construct(
        private readonly Settings $settings,
        private readonly Transport $transport,
        private readonly AwayMemory $memory,
        private readonly string $login,
        private readonly \Closure $log,
        ?PageTime $time = null,
    ) {
        $this->time = $time ?? PageTime::ofSettings($settings);
    }

    /**
     * The data of one operation, whose name is the first word of the log line.
     *
     * @param array<string, mixed> $variables
     *
     * @return array<string, mixed>
     *
     * @throws Away
     * @throws Refused
     */
    public function call(string $operation, string $query, array $variables = []): array
    {
        $now = time();
        if ($this->memory->isAway($now)) {
            throw new Away('away a moment ago');
        }
        $timeout = $this->time->left() ?? throw $this->outOfTime($operation);
        $token = $this->token($operation, $now);
        $body = json_encode(
            ['operationName' => $operation, 'query' => $query, 'variables' => (object) $variables],
            JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE,
        );
        $request = new Request("{$this->settings->url}/graphql", $token, $body, bin2hex(random_bytes(8)), $timeout);
        $waitedMs = $this->time->waitedMs();
        $this->hasSentChange = $this->hasSentChange || str_starts_with(ltrim($query), 'mutation');
        try {
            $answer = $this->time->spentOn(fn (): Answer => $this->transport->post($request));
        } catch (\RuntimeException $trouble) {
            $tookMs = $this->time->waitedMs() - $waitedMs;
            throw $this->away($operation, "no answer after {$tookMs} ms: {$trouble->getMessage()}", $request->id, $now);
        }

        return $this->dataOf($operation, $answer, $request->id, $now);
    }

    /** Whether a change was sent, of which nobody may know whether it was made: without an answer nothing is said of it. */
    public function mayHaveChanged(): bool
    {
        return $this->hasSentChange;
    }

    /** @return array<string, mixed> */
    private function dataOf(string $operation, Answer $answer, string $requestId, int $now): array
    {
        $decoded = json_decode($answer->body, true);
        if (!is_array($decoded) || (!isset($decoded['data']) && !isset($decoded['errors'][0]))) {
            throw $this->away($operation, "status {$answer->status} without an answer in JSON", $requestId, $now);
        }
        $error = $decoded['errors'][0] ?? null;
        if ($error === null) {
            return $decoded['data'];
        }
        $extensions = $error['extensions'] ?? [];
        $code = (string) ($extensions['code'] ?? 'INTERNAL');
        $message = (string) ($error['message'] ?? '');
        if ($code === 'INTERNAL' || $code === 'UNAVAILABLE') {
            throw $this->away($operation, trim("{$code} {$message} " . ($extensions['id'] ?? '')), $requestId, $now);
        }
        $this->log($operation, "{$code} {$message}", $requestId);
        $retryAfter = $extensions['retryAfter'] ?? null;
        throw new Refused(
            $code,
            $message,
            (string) ($extensions['reason'] ?? ''),
            is_array($extensions['parameters'] ?? null) ? $extensions['parameters'] : [],
            $extensions['field'] ?? null,
            $retryAfter === null ? null : (int) $retryAfter,
        );
    }

    /** @throws Away */
    private function token(string $operation, int $now): string
    {
        $missing = $this->settings->missing();
        $account = $this->settings->addressOf($this->login);
        try {
            if ($missing !== []) {
                throw new ConfigurationTrouble('not set: ' . implode(', ', $missing));
            }
            if ($account === null) {
                throw new ConfigurationTrouble('mayfrom_login_address names no address for this login');
            }

            return (new TokenSigner($this->settings))->sign($account, $now);
        } catch (ConfigurationTrouble $trouble) {
            throw $this->away($operation, $trouble->getMessage(), '', $now);
        }
    }

    /** It answers, though slowly: the next page asks again, so nothing is remembered. */
    private function outOfTime(string $operation): OutOfTime
    {
        if (!$this->isOutOfTime) {
            $this->isOutOfTime = true;
            $this->log($operation, "not asked: this page has waited {$this->time->waitedMs()} ms for mayfrom", '');
        }

        return new OutOfTime('this page has waited long enough');
    }

    private function away(string $operation, string $why, string $requestId, int $now): Away
    {
        $this->memory->remember($now);
        $this->log($operation, $why, $requestId);

        return new Away($why);
    }

    private function log(string $operation, string $what, string $requestId): void
    {
        // A line is a line, whatever the other side has said.
        $line = sprintf('%s as %s: %s', $operation, $this->login, mb_substr($what, 0, 500));
        ($this->log)(preg_replace('/[\x00-\x1f\x7f]+/', ' ', $line) . ($requestId === '' ? '' : " (request {$requestId})"));
    }
}
