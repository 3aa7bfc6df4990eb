<?php

declare(strict_types=1);

use Mayfrom\Roundcube\AddressKey;
use Mayfrom\Roundcube\LoadedFields;
use Mayfrom\Roundcube\Panel;
use Mayfrom\Roundcube\Refused;
use Mayfrom\Roundcube\Sender;
use Mayfrom\Roundcube\SenderList;
use Mayfrom\Roundcube\SenderOptions;
use Mayfrom\Roundcube\Settings;
use Mayfrom\Roundcube\Words;
use PHPUnit\Framework\TestCase;

final class LogicTest extends TestCase
{
    public function testComparesAddressesByMayfromsKey(): void
    {
        self::assertSame('press@club.test', AddressKey::of(' Press@CLUB.test '));
        self::assertSame(AddressKey::of('Jörg@bücher.test'), AddressKey::of("Jo\u{308}rg@xn--bcher-kva.test"));
        self::assertSame('"a@b"@club.test', AddressKey::of('"a@b"@club.test'));
        self::assertSame('a.b@club.test', AddressKey::of('"A.B"@club.test'));
        self::assertSame('a.b@club.test', AddressKey::of('"a\.b"@club.test'));
        self::assertSame('"a\"b"@club.test', AddressKey::of('"a\"b"@club.test'));
        self::assertSame('"a..b"@club.test', AddressKey::of('"a..b"@club.test'));
        self::assertNotSame(AddressKey::of('a.b@club.test'), AddressKey::of('ab@club.test'));
    }

    public function testMapsLoginsToAddresses(): void
    {
        $map = static fn (string|array $rule, string $login): ?string =>
            (new Settings('', '', '', '', null, $rule, 1, 2, 30))->addressOf($login);
        self::assertSame('anna@a.test', $map('%u', 'anna@a.test'));
        self::assertSame('anna@b.test', $map('%u@b.test', 'anna'));
        self::assertSame('anna@mail.a.test', $map('%l@mail.%d', 'anna@a.test'));
        self::assertSame(['anna@b.test', 'anna@b.test'], [$map('%l@b.test', 'anna'), $map('%l@b.test', 'anna@b.test')]);
        self::assertNull($map('%u', 'anna'));
        self::assertNull($map(['ben' => 'ben@a.test'], 'anna'));
    }

    public function testReadsOneStateForEachAddress(): void
    {
        $right = ['id' => 'A1', 'state' => 'PENDING', 'identity' => ['address' => 'press@b.test'], 'verification' => [
            'matchNumber' => '84', 'deliveryState' => 'SENT']];
        $list = SenderList::read([
            'viewer' => ['account' => ['address' => 'anna@a.test', 'sendableAddresses' => ['edges' => [
                self::listed('anna@a.test', 'OWN_ADDRESS', 'ALLOWED'),
                self::listed('info@a.test', 'ALIAS', 'ALLOWED', ['id' => 'A0', 'state' => 'REVOKED'], true),
                self::listed('*@c.test', 'DOMAIN', 'ALLOWED'),
                self::listed('press@b.test', 'IDENTITY', 'WAITING', $right),
                self::listed('rest@b.test', 'IDENTITY', 'PAUSED', ['id' => 'A2', 'state' => 'PAUSED']),
            ]]]],
            'authorizeSenders' => [
                ['verdict' => 'DENY', 'reason' => 'PENDING'],
                ['verdict' => 'ALLOW', 'reason' => 'NOT_AUTHORIZED'],
            ],
            'proposals' => ['edges' => [['node' => [
                'id' => 'P1', 'state' => 'OPEN', 'address' => 'habit@b.test', 'messages' => 7, 'lastSeenAt' => '2026-03-01T10:00:00Z']]]],
        ], ['Press@B.test', 'new@b.test']);
        self::assertSame(['habit@b.test'], array_column($list->seen(), 'address'));
        self::assertSame([Sender::WAITING, false, '84'], self::told($list->of('press@b.test')));
        self::assertSame([Sender::OWN, true, null], self::told($list->of('ANNA@a.test')));
        self::assertSame([Sender::ALIAS, true, null], self::told($list->of('info@a.test')));
        // Removed from the list of webmails, and may be sent as all the same.
        self::assertTrue($list->of('info@a.test')->isHidden);
        self::assertNull($list->find('*@c.test'));
        // Who paused it has to resume it.
        self::assertFalse($list->of('rest@b.test')->mayBeAskedAgain());
        self::assertTrue($list->of('press@b.test')->mayBeAskedAgain());
        // Nobody was asked, and nothing is refused yet: the composer lets it be chosen.
        self::assertSame([Sender::UNASKED, true, null], self::told($list->of('new@b.test')));
        self::assertSame([Sender::UNASKED, false, null], self::told($list->of('other@b.test')));

        $kept = SenderList::lastKnown($list->toArray(), 'anna@a.test', SenderList::AWAY);
        self::assertSame([Sender::WAITING, false, '84'], self::told($kept->of('press@b.test')));
        self::assertTrue($kept->of('info@a.test')->isHidden);
        self::assertSame([Sender::UNKNOWN, true, null], self::told($kept->of('never@b.test')));
    }

    public function testBlocksOptionsAndChoosesAnotherOne(): void
    {
        $select = '<select><option value="1">A</option><option value="2" selected>P &lt;p@b&gt;</option></select>';
        self::assertSame(
            '<select><option value="1" selected="selected">A</option>'
                . '<option value="2" disabled>P &lt;p@b&gt; — waits &lt;b&gt;</option></select>',
            (new SenderOptions([2 => 'waits <b>']))->apply($select),
        );
        self::assertSame($select, (new SenderOptions([1 => 'x', 2 => 'x']))->apply($select));
        self::assertSame($select, (new SenderOptions([]))->apply($select));
    }

    public function testOfTwoWindowsTheSecondPutsNothingBack(): void
    {
        $loaded = ['name' => 'Press', 'email' => 'p@b', 'organization' => '', 'reply-to' => '', 'bcc' => '',
            'signature' => "a\nb", 'html_signature' => '0', 'standard' => '0'];
        $stored = ['organization' => 'Club'] + $loaded;
        $form = LoadedFields::fromText(LoadedFields::of($loaded)->toText());
        $posted = ['name' => 'Press office', 'signature' => "a\r\nb"] + $loaded;
        self::assertSame([], $form->conflicts($posted, $stored));
        self::assertSame('Club', $form->merge($posted, $stored)['organization']);
        self::assertSame('Press office', $form->merge($posted, $stored)['name']);
        self::assertSame(['organization'], $form->conflicts(['organization' => 'Team'] + $posted, $stored));
        self::assertSame([], LoadedFields::fromText('')->conflicts($posted, $stored));
    }

    public function testShowsWhatComesFromElsewhereAsText(): void
    {
        $words = new Words(
            static fn (string $name, array $values): string => $name . ' ' . implode(' ', $values),
            static fn (string $time): string => $time,
        );
        self::assertStringContainsString('problemnottaken', implode(' ', $words->explanation(Sender::authorized([
            'id' => 'A', 'state' => 'PENDING', 'identity' => ['address' => 'a@x.test'], 'verification' => [
                'deliveryState' => 'SENT', 'deliveryProblem' => ['code' => 'NOT_TAKEN']],
        ]), time())));
        $sender = Sender::authorized(['id' => 'A', 'state' => 'PENDING', 'identity' => ['address' => '"<b>"@x.test'],
            'verification' => ['matchNumber' => '84', 'deliveryState' => 'SENT', 'sentAt' => '2026-03-01T10:00:00Z', 'sentTo' => 'a+b@x.test', 'expiresAt' => null,
                'deliveryProblem' => ['code' => 'DELAYED'], 'sentFrom' => 'm@m', 'subject' => '<i>late</i>']]);
        $html = (new Panel($words))->ofSender($sender, time());
        self::assertStringNotContainsString('<b>', $html);
        self::assertStringNotContainsString('<i>', $html);
        self::assertStringContainsString('&lt;i&gt;late', $html);
        self::assertStringContainsString('handedover a+b@x.test', $html);
        self::assertStringContainsString('refusedinput x@b <b>', $words->refusal(new Refused('BAD_USER_INPUT', '<b>'), 'x@b'));
        $html = (new Panel($words))->proposal(['id' => 'P', 'proposal' => ['fields' => ['bcc', 'replyTo'], 'replyTo' => null,
            'bcc' => '"<b>" <a@x.test>', 'proposedBy' => '<i>', 'proposedAt' => '2026-03-01T10:00:00Z']]);
        self::assertStringNotContainsString('<b>', $html);
        self::assertStringNotContainsString('<i>', $html);
        self::assertStringContainsString('proposereplytonone', $html);
        foreach (['the platform' => 'whoplatform', 'an administrator of b.test' => 'whodomain b.test', 'Anna' => 'Anna'] as $by => $shown) {
            self::assertStringContainsString("proposed {$shown}", $words->proposedBy($by, '2026-03-01T10:00:00Z'));
        }
        self::assertSame('', (new Panel($words))->proposal(['id' => 'P', 'proposal' => null]));
    }

    /** @dataProvider refusals */
    public function testSaysARefusalInTheUsersWords(Refused $refused, string $said): void
    {
        $labels = [];
        require __DIR__ . '/../localization/en_US.inc';
        $words = new Words(static function (string $name, array $values) use ($labels): string {
            $shown = array_combine(array_map(static fn (string $key): string => "\${$key}", array_keys($values)), $values);

            return strtr($labels[$name] ?? "[{$name}]", $shown);
        }, static fn (string $time): string => "<{$time}>");
        self::assertSame($said, $words->refusal($refused, 'x@b.test'));
    }

    /** @return array<string, array{Refused, string}> */
    public static function refusals(): array
    {
        return [
            'a reason with words here' => [
                new Refused('BAD_USER_INPUT', 'use requestDomainAuthorization', 'WILDCARD_ADDRESS'),
                'x@b.test cannot be asked for: Enter one address. For every address of a domain, ask your email provider.',
            ],
            'a reason that is newer than the plugin' => [
                new Refused('BAD_USER_INPUT', 'It is full moon.', 'FULL_MOON'),
                'x@b.test cannot be asked for: It is full moon.',
            ],
            'a moment' => [
                new Refused('CONFLICT', '', 'OWNER_SAID_NO', ['until' => '2026-04-01']),
                'The owner has said no and can be asked again from <2026-04-01> on.',
            ],
            'a conflict that is newer than the plugin' => [
                new Refused('CONFLICT', 'moon', 'FULL_MOON'),
                'The owner of x@b.test cannot be asked again right now.',
            ],
            'an administrator who only looks' => [
                new Refused('FORBIDDEN', '', 'VIEWING_ONLY'),
                'Nothing can be changed while somebody only looks at your mailbox.',
            ],
        ];
    }

    /** @param array<string, mixed>|null $right @return array<string, mixed> */
    private static function listed(string $address, string $source, string $state, ?array $right = null, bool $isHidden = false): array
    {
        return ['node' => ['address' => $address, 'source' => $source, 'state' => $state, 'isHidden' => $isHidden,
            'canResend' => $state === 'WAITING', 'authorization' => $right]];
    }

    public function testHasEveryTextInEveryLanguage(): void
    {
        $texts = [];
        foreach (['en_US', 'de_DE', 'fr_FR'] as $language) {
            $labels = [];
            require __DIR__ . "/../localization/{$language}.inc";
            $texts[$language] = array_map(static function (string $text): array {
                preg_match_all('/\$\w+/', $text, $names);
                sort($names[0]);

                return array_values(array_unique($names[0]));
            }, $labels);
        }
        self::assertSame($texts['en_US'], $texts['de_DE']);
        self::assertSame($texts['en_US'], $texts['fr_FR']);
    }

    /** @return array{string, bool, ?string} */
    private static function told(Sender $sender): array
    {
        return [$sender->state, $sender->isUsable, $sender->number()];
    }
}
