<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Tells a refusal of mayfrom from everything else that a mail server says. */
final class RefusalReader
{
    /**
     * The beginnings of what mayfrom says of an address, after `<ADDRESS>: `. Another provider's 550 5.7.1 has other words,
     * and 5.7.1 alone says nothing: it is also spam and policy.
     */
    private const OUR_WORDS = [
        'sending is suspended for ' => Sender::SUSPENDED,
        'not a valid sender address' => Sender::MALFORMED,
        'its owner has not confirmed yet that ' => Sender::WAITING,
        'its owner does not let ' => Sender::DENIED,
        'the permission of ' => Sender::REVOKED,
        'not the address of ' => Sender::UNKNOWN,
        'not an authorized sender of ' => Sender::UNASKED,
    ];

    /** How the sentence goes on that begins with the permission of somebody. */
    private const PERMISSION = [' to use it has expired' => Sender::EXPIRED, ' to use it is paused' => Sender::PAUSED];

    /**
     * @param mixed $error what the hook message_send_error carries
     */
    public static function read(mixed $error): ?Refusal
    {
        if (!is_array($error)) {
            return null;
        }
        $text = trim((string) ($error['vars']['msg'] ?? ''));
        $said = match ($error['label'] ?? '') {
            // The policy service: the recipient was refused because of the sender.
            'smtptoerror' => (int) ($error['vars']['code'] ?? 0) === 550 ? self::afterPostfix($text) : null,
            // The milter: the whole message was.
            'smtperror' => str_starts_with($text, '[550] ') ? substr($text, 6) : null,
            default => null,
        };
        if ($said === null || preg_match('/^5\.7\.1 <([^<>\r\n]+)>: (.+)$/s', $said, $found) !== 1) {
            return null;
        }
        foreach (self::OUR_WORDS as $words => $state) {
            if (str_starts_with($found[2], $words)) {
                return new Refusal($found[1], $state === Sender::REVOKED ? self::ended($found[2]) : $state);
            }
        }

        return null;
    }

    private static function ended(string $said): string
    {
        foreach (self::PERMISSION as $words => $state) {
            if (str_contains($said, $words)) {
                return $state;
            }
        }

        return Sender::REVOKED;
    }

    /** Postfix puts `<ADDRESS>: Sender address rejected: ` before what its policy server said, which begins with it too. */
    private static function afterPostfix(string $text): string
    {
        return (string) preg_replace('/^(5\.7\.1 )<[^<>\r\n]+>: Sender address rejected: (?=<)/', '$1', $text);
    }
}
