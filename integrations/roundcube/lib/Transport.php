<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

interface Transport
{
    /** @throws \RuntimeException when no whole answer came in time */
    public function post(Request $request): Answer;
}
