<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

interface Transport
{
    /**
     * @param string $requestId under which both logs have the call
     *
     * @throws \RuntimeException when no whole answer came in time
     */
    public function post(string $url, string $token, string $body, string $requestId): Answer;
}
