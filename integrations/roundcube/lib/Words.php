<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What a state is called, what it means and what to do, in the user's language. Plain text: whoever shows it escapes it. */
final class Words
{
    /**
     * @param \Closure(string, array<string, string>): string $say  a text of ours by its name
     * @param \Closure(string): string                        $date a time of the API as the user writes dates
     */
    public function __construct(private readonly \Closure $say, private readonly \Closure $date)
    {
    }

    /** One or two words for a list: "waits · 84". */
    public function mark(Sender $sender): string
    {
        $word = $this->text('state' . ($sender->isUndeliverable() ? 'undeliverable' : $sender->state));
        $number = $sender->number();

        return $number === null || $sender->isUndeliverable() ? $word : "{$word} · {$number}";
    }

    /** What colour it has: good, open, bad, none. */
    public function kind(Sender $sender): string
    {
        return match (true) {
            $sender->isUndeliverable() => 'bad',
            default => match ($sender->state) {
                Sender::OWN, Sender::ALIAS, Sender::ALLOWED => 'good',
                Sender::WAITING, Sender::PAUSED => 'open',
                Sender::UNKNOWN => 'none',
                default => 'bad',
            },
        };
    }

    /** What it means, and what to do. @return list<string> sentences */
    public function explanation(Sender $sender, int $now): array
    {
        if ($sender->isUndeliverable()) {
            return [$this->text('meansundeliverable', $sender), $this->problem($sender) ?? $this->text('dochecktyping')];
        }

        return array_values(array_filter([
            $this->text('means' . $sender->state, $sender),
            ...match ($sender->state) {
                Sender::WAITING => $this->question($sender),
                Sender::DENIED => [$this->askAgainFrom($sender, $now)],
                Sender::ALLOWED => [$this->dated('alloweduntil', $sender->authorization['expiresAt'] ?? null)],
                Sender::PAUSED => [$this->because($sender)],
                default => [],
            },
        ]));
    }

    /** A refusal of the API in the user's words, not in a programmer's. */
    public function refusal(Refused $refused, string $address): string
    {
        $values = ['address' => $address];

        return match ($refused->category) {
            'BAD_USER_INPUT' => ($this->say)('refusedinput', $values + ['why' => $this->why($refused)]),
            'RATE_LIMITED' => $refused->retryAfterSeconds === null
                ? ($this->say)('refusedlimit', $values)
                : ($this->say)('refusedlimituntil', $values + [
                    'time' => ($this->date)(gmdate('c', time() + $refused->retryAfterSeconds)),
                ]),
            'CONFLICT' => $this->ofReason($refused) ?? ($this->say)('refusedconflict', $values),
            'NOT_FOUND' => ($this->say)('refusedgone', $values),
            default => $this->ofReason($refused) ?? ($this->say)('noaccess', $values),
        };
    }

    /** Why, in a sentence of its own: in our words, or in mayfrom's, which come in the user's language where it has some. */
    public function why(Refused $refused): string
    {
        $isSignature = $refused->reason === 'TEXT_TOO_LONG' && str_ends_with((string) $refused->field, 'signatureHtml');
        $limit = (string) ($refused->parameters['limit'] ?? '');

        return $isSignature
            ? ($this->say)('signaturetoolarge', ['limit' => $limit])
            : $this->ofReason($refused) ?? $refused->getMessage();
    }

    private function ofReason(Refused $refused): ?string
    {
        $until = $refused->parameters['until'] ?? null;

        return $this->coded('reason', $refused->reason === '' ? null : $refused->reason, [
            'limit' => (string) ($refused->parameters['limit'] ?? ''),
            'time' => is_string($until) ? ($this->date)($until) : '',
        ]);
    }

    public function proposedBy(string $who, string $time): string
    {
        return ($this->say)('proposed', ['who' => $this->who($who), 'time' => ($this->date)($time)]);
    }

    /** The API names those whom the user does not see by what they are, in English. */
    private function who(string $name): string
    {
        $domain = preg_match('/^an administrator of (\S+\.\S+)$/', $name, $found) === 1 ? $found[1] : '';

        return match (true) {
            $name === 'the platform' => ($this->say)('whoplatform', []),
            $name === 'an administrator of a reseller' => ($this->say)('whoreseller', []),
            $name === 'an administrator' => ($this->say)('whoadministrator', []),
            $domain !== '' => ($this->say)('whodomain', ['domain' => $domain]),
            default => $name,
        };
    }

    /** What an administrator wants to be different. @param array<string, mixed> $proposal @return list<string> */
    public function proposal(array $proposal): array
    {
        $lines = [];
        foreach ($proposal['fields'] as $field) {
            $value = (string) ($proposal[$field] ?? '');
            $name = 'propose' . strtolower((string) $field) . ($value === '' ? 'none' : '');
            $lines[] = ($this->say)($name, ['value' => $value]);
        }

        return $lines;
    }

    /** How often and when last. */
    public function seen(SeenAddress $seen): string
    {
        return ($this->say)($seen->messages === 1 ? 'seenone' : 'seenmany', [
            'count' => (string) $seen->messages,
            'time' => ($this->date)($seen->lastSeenAt),
        ]);
    }

    /** @param array{here: string, there: string, by: string, at: string} $conflict */
    public function conflict(string $field, array $conflict): string
    {
        return ($this->say)('conflictfield', [
            'field' => $field,
            'here' => $conflict['here'],
            'there' => $conflict['there'],
            'who' => $this->who($conflict['by']),
            'time' => $conflict['at'] === '' ? '' : ($this->date)($conflict['at']),
        ]);
    }

    /** @param array<string, string> $values */
    public function say(string $name, array $values = []): string
    {
        return ($this->say)($name, $values);
    }

    /** @return list<string|null> */
    private function question(Sender $sender): array
    {
        $isQueued = $sender->question('deliveryState') === 'QUEUED';
        $lookFor = $sender->question('sentFrom') === null ? null : ($this->say)('lookfor', [
            'from' => (string) $sender->question('sentFrom'),
            'subject' => (string) $sender->question('subject'),
        ]);

        return [
            $sender->number() === null ? null : ($this->say)('donumber', ['number' => $sender->number()]),
            $isQueued
                ? $this->dated('queueduntil', $sender->question('nextTurnAt')) ?? $this->text('queued')
                : $this->handedOver($sender),
            $this->dated('waitsuntil', $sender->question('expiresAt')),
            $isQueued ? null : $lookFor,
            $this->problem($sender),
            $this->coded('advice', $sender->authorization['verification']['askingAdvice']['code'] ?? null),
        ];
    }

    private function handedOver(Sender $sender): ?string
    {
        $sentAt = $sender->question('sentAt');

        return $sentAt === null ? null : ($this->say)('handedover', [
            'to' => $sender->question('sentTo') ?? $sender->address,
            'time' => ($this->date)($sentAt),
        ]);
    }

    private function problem(Sender $sender): ?string
    {
        return $this->coded('problem', $sender->authorization['verification']['deliveryProblem']['code'] ?? null);
    }

    /** In the language of webmail, which need not be that of the account; nothing for a code that is newer than this plugin. @param array<string, string> $values */
    private function coded(string $kind, ?string $code, array $values = []): ?string
    {
        $name = $kind . strtolower(str_replace('_', '', (string) $code));
        $text = $code === null ? '' : ($this->say)($name, $values);

        return $text === '' || $text === "[{$name}]" ? null : $text;
    }

    private function askAgainFrom(Sender $sender, int $now): ?string
    {
        return $sender->mayBeAsked($now) ? null : $this->dated('askagainfrom', $sender->authorization['askAgainAt'] ?? null);
    }

    private function because(Sender $sender): ?string
    {
        $reason = $sender->authorization['reason'] ?? null;

        return $reason === null ? null : ($this->say)('because', ['why' => (string) $reason]);
    }

    private function dated(string $name, ?string $time): ?string
    {
        return $time === null ? null : ($this->say)($name, ['time' => ($this->date)($time)]);
    }

    private function text(string $name, ?Sender $sender = null): string
    {
        return ($this->say)($name, $sender === null ? [] : ['address' => $sender->address]);
    }
}
