<?php

declare(strict_types=1);

use Mayfrom\Roundcube\Turn;
use PHPUnit\Framework\TestCase;

final class TurnTest extends TestCase
{
    public function testOneRequestOfAUserAtATimeHasItAndGivesItBackAtItsEnd(): void
    {
        $first = new Turn(sys_get_temp_dir(), 'turn-test-1');
        self::assertFalse($first->isMine());
        self::assertTrue($first->take());
        self::assertTrue($first->isMine());
        self::assertTrue($first->take());

        $second = new Turn(sys_get_temp_dir(), 'turn-test-1');
        self::assertFalse($second->take());
        self::assertFalse($second->isMine());
        self::assertTrue((new Turn(sys_get_temp_dir(), 'turn-test-2'))->take());

        unset($first);
        self::assertTrue($second->take());
    }

    public function testNobodyHasItWithoutAPlaceForIt(): void
    {
        self::assertFalse((new Turn('/nowhere/at/all', 'turn-test-3'))->take());
    }
}
