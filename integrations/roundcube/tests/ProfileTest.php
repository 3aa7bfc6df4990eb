<?php

declare(strict_types=1);

use Mayfrom\Roundcube\ProfileFields;
use Mayfrom\Roundcube\ProfileLink;
use Mayfrom\Roundcube\ProfileMerge;
use PHPUnit\Framework\TestCase;

final class ProfileTest extends TestCase
{
    private const BOTH = ['name' => 'Press', 'organization' => 'Club', 'reply-to' => '', 'bcc' => '',
        'signature' => 'text:Bye', 'standard' => ''];

    public function testTakesEachSidesChangesToTheOther(): void
    {
        $merge = self::merge(['name' => 'Press office'], ['organization' => 'The club']);
        self::assertSame(['name' => 'Press office'], $merge->toThere);
        self::assertSame(['organization' => 'The club'], $merge->toHere);
        self::assertSame([], $merge->conflicts);
    }

    public function testLeavesTheUserToDecideWhatBothHaveChanged(): void
    {
        $merge = self::merge(['name' => 'Press office'], ['name' => 'Presse', 'organization' => '']);
        self::assertSame(['name'], $merge->conflicts);
        self::assertSame(['organization' => ''], $merge->toHere);
        self::assertSame([], $merge->toThere);
        self::assertSame([], self::merge(['name' => 'Presse'], ['name' => 'Presse'])->conflicts);
    }

    public function testTakesNoAddressThatSomebodyElseHasSetWithoutAsking(): void
    {
        $spied = ['bcc' => 'spy@elsewhere.test'];
        self::assertSame(['bcc'], self::merge([], $spied, false)->conflicts);
        self::assertSame($spied, self::merge([], $spied)->toHere);
        self::assertSame(['name' => 'New'], self::merge([], ['name' => 'New'], false)->toHere);
    }

    public function testLetsTheSideThatHasSetADefaultSayWhich(): void
    {
        self::assertSame(['standard' => '1'], self::merge(['standard' => '1'], [])->toThere);
        self::assertSame(['standard' => '1'], self::merge([], ['standard' => '1'])->toHere);
        $link = ProfileLink::after('P', ['standard' => '1'] + self::BOTH, ['standard' => '1'] + self::BOTH, [], null);
        $merge = ProfileMerge::of(self::BOTH, ['standard' => '1'] + self::BOTH, $link, true);
        self::assertSame([[], [], []], [$merge->toHere, $merge->toThere, $merge->conflicts]);
    }

    public function testTakesAtFirstWhatOneSideHasAndTheOtherLeftEmpty(): void
    {
        $merge = ProfileMerge::of(
            ['organization' => '', 'signature' => 'text:Hi'] + self::BOTH,
            ['signature' => '', 'name' => 'Other'] + self::BOTH,
            null,
            true,
        );
        self::assertSame(['organization' => 'Club'], $merge->toHere);
        self::assertSame(['signature' => 'text:Hi'], $merge->toThere);
        self::assertSame(['name'], $merge->conflicts);
    }

    public function testIsInStepWithASignatureOfWhichMayfromKeepsLess(): void
    {
        $here = ['signature' => 'html:<p onclick="x">A</p>'] + self::BOTH;
        $there = ['signature' => 'html:<p>A</p>'] + self::BOTH;
        $link = ProfileLink::fromArray(ProfileLink::after('P', $here, $there, [], null)->toArray());
        $merge = ProfileMerge::of($here, $there, $link, true);
        self::assertSame([[], [], []], [$merge->toHere, $merge->toThere, $merge->conflicts]);
    }

    public function testKeepsAConflictOpenUntilItIsDecided(): void
    {
        $before = ProfileLink::after('P', self::BOTH, self::BOTH, [], null);
        [$here, $there] = [['name' => 'A'] + self::BOTH, ['name' => 'B'] + self::BOTH];
        $link = ProfileLink::after('P', $here, $there, ['name'], $before);
        self::assertSame(['name'], ProfileMerge::of($here, $there, $link, true)->conflicts);
    }

    public function testCarriesEveryFieldBothWays(): void
    {
        $row = ['name' => '', 'organization' => 'C', 'reply-to' => '"Desk, Club" <d@c.test>, e@c.test', 'bcc' => '',
            'signature' => '<p>A &amp; B</p>', 'html_signature' => 1, 'standard' => 1];
        $profile = ProfileFields::toProfile(ProfileFields::ofIdentity($row));
        self::assertSame([
            'displayName' => '', 'organization' => 'C', 'replyTo' => '"Desk, Club" <d@c.test>, e@c.test', 'bcc' => null,
            'signature' => null, 'signatureHtml' => '<p>A &amp; B</p>', 'isDefault' => true,
        ], $profile);
        $back = ProfileFields::ofProfile($profile + ['becomesDefault' => false]);
        self::assertSame(ProfileFields::ofIdentity($row), $back);
        self::assertSame(array_diff_key($row, ['standard' => 1]), ProfileFields::toIdentity($back));
        self::assertSame('A & B', ProfileFields::shown($back['signature']));
    }

    /** @param array<string, string> $here @param array<string, string> $there what has changed since both were the same */
    private static function merge(array $here, array $there, bool $isOwnChange = true): ProfileMerge
    {
        $link = ProfileLink::after('P', self::BOTH, self::BOTH, [], null);

        return ProfileMerge::of($here + self::BOTH, $there + self::BOTH, $link, $isOwnChange);
    }
}
