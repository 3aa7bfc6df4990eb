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
        'sending is suspended for ',
        'not a valid sender address',
        'its owner has not confirmed yet that ',
        'its owner does not let ',
        'the permission of ',
        'not the address of ',
        'not an authorized sender of ',
    ];

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
        if ($said === null || preg_match('/^5\.7\.1 <([^<>\s]+)>: (.+)$/s', $said, $found) !== 1) {
            return null;
        }
        foreach (self::OUR_WORDS as $words) {
            if (str_starts_with($found[2], $words)) {
                return new Refusal($found[1]);
            }
        }

        return null;
    }

    /** Postfix puts `<ADDRESS>: Sender address rejected: ` before what its policy server said, which begins with it too. */
    private static function afterPostfix(string $text): string
    {
        return (string) preg_replace('/^(5\.7\.1 )<[^<>\s]+>: Sender address rejected: (?=<)/', '$1', $text);
    }
}
