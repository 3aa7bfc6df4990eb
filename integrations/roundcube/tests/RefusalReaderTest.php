<?php

declare(strict_types=1);

use Mayfrom\Roundcube\RefusalReader;
use Mayfrom\Roundcube\Sender;
use PHPUnit\Framework\TestCase;

final class RefusalReaderTest extends TestCase
{
    private const WORDS = 'its owner has not confirmed yet that anna@a.test may use it; see http://m.test/console/senders';

    public function testKnowsTheFormOfThePolicyService(): void
    {
        $text = '5.7.1 <press@b.test>: Sender address rejected: <press@b.test>: ' . self::WORDS;
        self::assertSame('press@b.test', RefusalReader::read(self::policy(550, $text))?->address);
    }

    public function testKnowsTheFormOfTheMilterWhoseAddressNeedNotBeTheEnvelopes(): void
    {
        $error = ['label' => 'smtperror', 'vars' => ['msg' => '[550] 5.7.1 <author@c.test>: ' . self::WORDS]];
        self::assertSame('author@c.test', RefusalReader::read($error)?->address);
    }

    /** @dataProvider states */
    public function testKnowsByTheWordsWhatTheAddressIs(string $words, string $state): void
    {
        $refusal = RefusalReader::read(self::policy(550, "5.7.1 <\"a b\"@b.test>: {$words}"));
        self::assertSame(['"a b"@b.test', $state], [$refusal?->address, $refusal?->state]);
    }

    /** @return list<array{string, string}> */
    public static function states(): array
    {
        return [
            ['sending is suspended for anna@a.test; ask your mail provider', Sender::SUSPENDED],
            ['not a valid sender address; correct it in your mail program', Sender::MALFORMED],
            [self::WORDS, Sender::WAITING],
            ['its owner does not let anna@a.test use it; use another sender address', Sender::DENIED],
            ['the permission of anna@a.test to use it has expired; renew it at x', Sender::EXPIRED],
            ['the permission of anna@a.test to use it is paused; have it confirmed', Sender::PAUSED],
            ['the permission of anna@a.test to use it was revoked; ask for it', Sender::REVOKED],
            ['not an authorized sender of anna@a.test; add it at x', Sender::UNASKED],
        ];
    }

    /** @dataProvider othersErrors */
    public function testTakesNothingElseForOurs(mixed $error): void
    {
        self::assertNull(RefusalReader::read($error));
    }

    /** @return array<string, array{mixed}> */
    public static function othersErrors(): array
    {
        return [
            'a delay, which is no refusal' => [self::policy(451, '4.7.1 <a@b.test>: Sender address rejected: <a@b.test>: '
                . self::WORDS)],
            'an unknown recipient' => [self::policy(550, '5.1.1 <ben@b.test>: Recipient address rejected: User unknown')],
            'another rule of Postfix' => [self::policy(550, '5.7.1 <a@b.test>: Sender address rejected: not owned by user anna')],
            'another provider' => [self::policy(550, '5.7.1 <a@b.test>: sender refused by policy')],
            'spam' => [['label' => 'smtperror', 'vars' => ['msg' => '[550] 5.7.1 Message rejected as spam']]],
            'a milter that delays' => [['label' => 'smtperror', 'vars' => ['msg' => '[451] 4.7.1 <a@b.test>: ' . self::WORDS]]],
            'no connection' => [['label' => 'smtpconnerror', 'vars' => ['code' => 111]]],
            'no answer at all' => [null],
            'a text' => ['errorsaving'],
        ];
    }

    /** @return array<string, mixed> */
    private static function policy(int $code, string $text): array
    {
        return ['label' => 'smtptoerror', 'vars' => ['to' => 'ben@b.test', 'code' => $code, 'msg' => $text]];
    }
}
