'use strict'
// Who may send as whom: Haraka asks the mayfrom agent beside it. See README.md.
// Every way but a whole answer ends in DENYSOFT: the sender tries again, and nothing is lost or let through.

const http = require('node:http')

const UNAVAILABLE = '4.3.5 The sender cannot be checked at the moment; try again later'
const WARNING_HEADER = 'X-Mayfrom-Warning'
// What the agent takes in one question.
const MOST_FROM_HEADERS = 64
const MOST_FROM_OCTETS = 32768
const LONGEST_ANSWER = 65536

exports.register = function () {
    this.load_mayfrom_ini()
}

exports.load_mayfrom_ini = function () {
    this.cfg = this.config.get('mayfrom.ini', () => this.load_mayfrom_ini())
}

// The reverse-path of a submission. The line names the login for those who read the log (`mayfrom ingest`).
exports.hook_mail = function (next, connection, params) {
    const login = loginOf(connection)
    if (!login) return next()
    connection.lognotice(this, `login=${login}`)
    this.ask(connection, { login, sender: reversePathOf(params[0]) }, (answer) => {
        conclude(next, answer)
    })
}

// Every From header as well; the agent takes them apart, as a reader's program would.
exports.hook_data_post = function (next, connection) {
    const { transaction } = connection
    if (!transaction) return next()
    // The same header from a client says nothing.
    transaction.remove_header(WARNING_HEADER)
    const login = loginOf(connection)
    if (!login) return next()
    const question = {
        login,
        sender: reversePathOf(transaction.mail_from),
        ...fromHeadersOf(transaction.header.lines()),
        ...resentFromHeadersOf(transaction.header.lines()),
    }
    this.ask(connection, question, (answer) => {
        if (answer?.verdict === 'WARN' && connection.transaction) {
            transaction.add_header(WARNING_HEADER, String(answer.reason).replace(/[^A-Z_]/g, ''))
        }
        conclude(next, answer)
    })
}

// Calls back once: with the agent's answer, or with null when there was none in time.
exports.ask = function (connection, question, done) {
    const { agent = '127.0.0.1:9464', timeout = 5 } = this.cfg.main
    const body = JSON.stringify(question)
    let isOver = false
    const end = (answer, trouble) => {
        if (isOver) return
        isOver = true
        clearTimeout(deadline)
        request.destroy()
        if (trouble) connection.logerror(this, `no answer from the agent: ${trouble}`)
        done(answer)
    }
    const colon = String(agent).lastIndexOf(':')
    const request = http.request({
        host: agent.slice(0, colon).replace(/^\[|\]$/g, ''),
        port: agent.slice(colon + 1),
        method: 'POST',
        path: '/check',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        agent: false,
    })
    const deadline = setTimeout(() => end(null, 'it took too long'), Number(timeout) * 1000)
    request.on('error', (error) => end(null, error.message))
    request.on('response', (response) => {
        const chunks = []
        let length = 0
        response.on('data', (chunk) => {
            length += chunk.length
            if (length > LONGEST_ANSWER) return end(null, 'its answer is too long')
            chunks.push(chunk)
        })
        response.on('error', (error) => end(null, error.message))
        response.on('close', () => end(null, 'it broke off'))
        response.on('end', () => {
            if (response.statusCode !== 200) return end(null, `status ${response.statusCode}`)
            let answer = null
            try {
                answer = JSON.parse(Buffer.concat(chunks).toString('utf8'))
            } catch {
                return end(null, 'its answer is no JSON')
            }
            end(answer)
        })
    })
    request.end(body)
}

function conclude(next, answer) {
    switch (answer?.verdict) {
        case 'ALLOW':
        case 'WARN':
            return next()
        case 'DENY':
            return next(DENY, refusalOf(answer.smtpReply))
        default:
            return next(DENYSOFT, UNAVAILABLE)
    }
}

// Haraka puts the 550 in front. The text holds what a client chose: a line break would be a second line of the reply.
function refusalOf(reply) {
    const text = /^5\d\d (\S.*)$/s.exec(String(reply))?.[1] ?? '5.7.1 Sender address rejected'
    return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, '?')
}

function loginOf(connection) {
    return connection.notes.auth_user ?? connection.results.get('auth')?.user ?? ''
}

// As it is sent on; empty for the null reverse-path.
function reversePathOf(address) {
    return address.format().replace(/^<|>$/g, '')
}

// Headers are read from the lines, because `From :` with a blank is a From header to many readers, but not to Haraka.
// Of more than the agent takes nobody can say who is meant: it is asked about as what is no address, and so refused
// under ENFORCE only.
function fromHeadersOf(lines) {
    const values = []
    for (const line of lines) {
        const colon = line.indexOf(':')
        if (colon < 0 || line.slice(0, colon).trim().toLowerCase() !== 'from') continue
        values.push(line.slice(colon + 1))
    }
    const isTooMuch = values.length > MOST_FROM_HEADERS || Buffer.byteLength(JSON.stringify(values)) > MOST_FROM_OCTETS
    return isTooMuch ? { headerFrom: ['From: too many mailboxes'] } : { fromHeader: values }
}

// Who passes the message on: the first block of Resent fields is the most recent (RFC 5322 3.6.6). It ends at the first
// other field, or where one of its own comes again; where it names nobody, who is named further down counts.
function resentFromHeadersOf(lines) {
    const names = new Set()
    const values = []
    let hasBegun = false
    let hasEnded = false
    for (const line of lines) {
        const name = line.slice(0, Math.max(line.indexOf(':'), 0)).trim().toLowerCase()
        if (!name.startsWith('resent-')) {
            hasEnded ||= hasBegun
            continue
        }
        hasBegun = true
        hasEnded ||= names.has(name)
        if (hasEnded && values.length > 0) break
        names.add(name)
        if (name === 'resent-from' || name === 'resent-sender') values.push(line.slice(line.indexOf(':') + 1))
    }
    if (values.length === 0) return {}
    const isTooMuch = Buffer.byteLength(JSON.stringify(values)) > MOST_FROM_OCTETS
    return isTooMuch ? { resentFrom: ['Resent-From: too many mailboxes'] } : { resentFromHeader: values }
}
