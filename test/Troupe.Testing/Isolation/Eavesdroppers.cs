using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>Sockets and streams: what attackers hear from before their victims act until after, and whether they get into sockets of others.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="http">The connection; the caller disposes it.</param>
/// <param name="report">What was found.</param>
/// <param name="needles">What belongs to the victims.</param>
internal sealed class Eavesdroppers(Uri server, HttpClient http, LeakReport report, Needles needles) : IAsyncDisposable
{
    // For a machine that is busy with other things; what is heard is heard at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    // A token; what was heard of it at the end of one look is found in the next.
    private const int LongestNeedle = 2048;

    // Longer than drafts are held back on their way into sessions, so that what came before is not left out in favour of what came after.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(120);

    private readonly List<Conversation> _conversations = [];
    private readonly List<Listener> _ears = [];

    /// <summary>Opens a conversation for everybody, and for attackers every ear that there is.</summary>
    public async Task OpenAsync(IReadOnlyList<TenantClient> victims, IReadOnlyList<TenantClient> attackers, IReadOnlyList<ApiOperation> operations, CancellationToken cancellationToken)
    {
        if (_conversations.Count > 0)
        {
            return;
        }

        foreach (var tenant in victims.Concat(attackers))
        {
            var (conversation, answer) = await Conversation.OpenAsync(server, tenant, tenant.Key, report, cancellationToken);
            if (conversation is null)
            {
                report.Gaps.Add($"{tenant.Tenant} could not open a session of its own: {answer.Body}");
                return;
            }

            _conversations.Add(conversation);
            _ears.Add(new Listener(tenant, conversation.Socket, "a session of its own", Subject: null));
        }

        foreach (var attacker in attackers)
        {
            foreach (var operation in operations.Where(operation => operation.IsRead && operation.Name != "sessions.open"))
            {
                var path = attacker.RequestFor(operation, (field, kind) => kind == "session" ? attacker.Own["session"][^1] : attacker.IdFor(operation, field, kind, common: true)).Path;
                await ListenAtAsync(attacker, operation, path, subject: null, cancellationToken);
            }

            var subscribe = operations.First(operation => operation.Name == "subscriptions.open");
            await FollowAsync(attacker, subscribe, "", TenantClient.Common, cancellationToken);
            await FollowAsync(attacker, subscribe, "?after=0", TenantClient.Common, cancellationToken);
            await FollowAsync(attacker, subscribe, $"?presenter={TenantClient.Common}", TenantClient.Common, cancellationToken);
            await FollowAsync(attacker, subscribe, $"?presenter={TenantClient.Common}&after=0", TenantClient.Common, cancellationToken);
            foreach (var victim in victims)
            {
                await FollowAsync(attacker, subscribe, $"?presenter={victim.Own["presenter"][^1]}", victim.Own["presenter"][^1], cancellationToken);
                await FollowAsync(attacker, subscribe, $"?session={victim.Own["session"][^1]}", subject: null, cancellationToken);
                await FollowAsync(attacker, subscribe, $"?session={victim.Own["session"][^1]}&after=0", subject: null, cancellationToken);
                if (victim.Own.TryGetValue("job", out var jobs))
                {
                    await FollowAsync(attacker, subscribe, $"?job={jobs[^1]}&after=0", subject: null, cancellationToken);
                }
            }
        }
    }

    /// <summary>Has victims live on, and searches what attackers hear until each has heard something of its own that came later.</summary>
    public async Task ListenAsync(IReadOnlyList<TenantClient> victims, IReadOnlyList<TenantClient> attackers, ApiDescription api, CancellationToken cancellationToken)
    {
        foreach (var victim in victims)
        {
            foreach (var operation in api.Operations.Where(operation => operation is { IsRead: false, IsDestructive: false } && operation.Scope != "platform:admin"))
            {
                await victim.DoAsync(operation, spare: false, common: true, cancellationToken);
            }
        }

        foreach (var conversation in _conversations.Where(conversation => victims.Contains(conversation.Owner)))
        {
            var said = await conversation.SayAsync(cancellationToken);
            await ExpectAsync(conversation.Owner, conversation.Socket, said, "its own words on its own socket", cancellationToken);
            await DirectAsync(conversation, cancellationToken);
            await OpenRecordingAsync(conversation, cancellationToken);
            await conversation.SayAsync(cancellationToken, $" and {Vocabulary.HeldWord}");
        }

        await Task.Delay(Moment, cancellationToken);
        foreach (var attacker in attackers)
        {
            await MakeSentinelsAsync(attacker, cancellationToken);
        }

        // What the hub told before, it told before: a second round lets the last ear catch up that hears nothing of its own.
        await Task.WhenAll(attackers.Select(attacker => RenameAsync(attacker, TenantClient.Common, cancellationToken)));
        Search();
    }

    /// <summary>Tries to open sockets of others by their ids, with tickets of one's own or none.</summary>
    public async Task BreakInAsync(IEnumerable<ForeignThing> things, TenantClient attacker, ShownCredential credential, IEnumerable<ApiOperation> operations, CancellationToken cancellationToken)
    {
        string[] tickets = ["", .. _conversations.Where(own => own.Owner == attacker).SelectMany(own => new[] { own.Ticket, own.ResumeTicket }).OfType<string>().Select(ticket => $"?ticket={ticket}")];
        foreach (var operation in operations.Where(operation => operation.IsRead))
        {
            foreach (var slot in operation.Parameters.Where(parameter => parameter is { In: "path", Type: "string" } && Vocabulary.ThingOf(operation.Name, parameter.Name) is not null))
            {
                foreach (var thing in things.Where(thing => thing.Kind == Vocabulary.ThingOf(operation.Name, slot.Name) && !attacker.Taken.Contains(thing.Id)))
                {
                    foreach (var ticket in tickets)
                    {
                        var there = await KnockAsync(thing.Id, ticket);
                        var nowhere = await KnockAsync(Shadow.Of(thing.Id), ticket);
                        if (there != nowhere)
                        {
                            report.Found($"{operation.Name} as a socket", $"answered {there} for a {thing.Kind} of another tenant and {nowhere} for one that never existed");
                        }
                    }

                    async Task<int> KnockAsync(string id, string ticket)
                    {
                        report.Sent(operation);
                        var path = ApiRequest.PathOf(operation, parameter => parameter == slot ? id : attacker.ValueOf(operation, parameter, (field, kind) => attacker.IdFor(operation, field, kind)));
                        await using var socket = await HeardSocket.OpenAsync(server, path + ticket, credential, report.Heard, cancellationToken);
                        return socket.Status;
                    }
                }
            }
        }
    }

    /// <summary>Reports sessions of victims that ended.</summary>
    public void ExpectAlive(IReadOnlyList<TenantClient> victims)
    {
        foreach (var conversation in _conversations.Where(conversation => victims.Contains(conversation.Owner)))
        {
            if (!conversation.Socket.IsAlive)
            {
                report.Found("a session of a victim", $"ended while others attacked: {conversation.Socket.Heard[^Math.Min(300, conversation.Socket.Heard.Length)..]}");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _ears)
        {
            await listener.Ear.DisposeAsync();
        }
    }

    private async Task ListenAtAsync(TenantClient attacker, ApiOperation operation, string path, string? subject, CancellationToken cancellationToken)
    {
        var socket = await HeardSocket.OpenAsync(server, path, attacker.Key, report.Heard, cancellationToken);
        if (socket.IsOpen)
        {
            attacker.Done.Add(operation.Name);
            _ears.Add(new Listener(attacker, socket, $"{operation.Name} {path}", subject));
        }
        else
        {
            await socket.DisposeAsync();
        }
    }

    // By a socket, and as server-sent events.
    private async Task FollowAsync(TenantClient attacker, ApiOperation subscribe, string query, string? subject, CancellationToken cancellationToken)
    {
        await ListenAtAsync(attacker, subscribe, subscribe.Path + query, subject, cancellationToken);
        using var request = new ApiRequest(subscribe, subscribe.Path + query, Body: null, []).ToMessage(server, attacker.Key);
        var stream = await HeardStream.OpenAsync(http, request, report.Heard, cancellationToken);
        _ears.Add(new Listener(attacker, stream, $"{subscribe.Name} {subscribe.Path}{query} as events", subject));
    }

    private async Task DirectAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var owner = conversation.Owner;
        var direct = owner.Find("sessions.direct");
        var answer = await owner.SendAsync(owner.RequestFor(direct, (_, _) => conversation.Session), owner.Key, cancellationToken);

        // Whether there was still something to interrupt depends on how soon it came; either way it reached the conversation.
        if (answer.IsDone || answer.Body.Contains("\"out_of_order\"", StringComparison.Ordinal))
        {
            owner.Done.Add(direct.Name);
        }
        else
        {
            owner.Refused[direct.Name] = answer.Body;
        }
    }

    private static async Task OpenRecordingAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var owner = conversation.Owner;
        var open = owner.Find("recordings.get");
        var answer = await owner.SendAsync(owner.RequestFor(open, (_, _) => conversation.Session), owner.Key, cancellationToken);
        if (answer.IsDone)
        {
            owner.Done.Add(open.Name);
        }
        else
        {
            owner.Refused[open.Name] = answer.Body;
        }
    }

    // Something of the attacker's own on every ear that can hear such.
    private async Task MakeSentinelsAsync(TenantClient attacker, CancellationToken cancellationToken)
    {
        foreach (var subject in _ears.Where(ear => ear.Owner == attacker).Select(ear => ear.Subject).OfType<string>().Distinct().ToArray())
        {
            if (subject != TenantClient.Common)
            {
                attacker.Written.Add(subject);
                attacker.Taken.Add(subject);
                await attacker.SendAsync(attacker.RequestFor(attacker.Find("presenters.create"), (_, _) => subject), attacker.Key, cancellationToken);
            }

            var name = await RenameAsync(attacker, subject, cancellationToken);
            foreach (var listener in _ears.Where(listener => listener.Owner == attacker && listener.Subject == subject))
            {
                await ExpectAsync(attacker, listener.Ear, name, $"its own change at {listener.Place}", cancellationToken);
            }
        }

        foreach (var conversation in _conversations.Where(conversation => conversation.Owner == attacker))
        {
            await ExpectAsync(attacker, conversation.Socket, await conversation.SayAsync(cancellationToken), "its own words on its own socket", cancellationToken);
        }
    }

    private static async Task<string> RenameAsync(TenantClient attacker, string presenter, CancellationToken cancellationToken)
    {
        var name = $"zr{Guid.NewGuid():n}";
        var request = attacker.RequestFor(attacker.Find("presenters.rename"), (_, _) => presenter);
        await attacker.SendAsync(request with { Body = new JsonObject { ["name"] = name } }, attacker.Key, cancellationToken);
        return name;
    }

    private async Task ExpectAsync(TenantClient owner, IHeard ear, string text, string what, CancellationToken cancellationToken)
    {
        for (var until = TimeProvider.System.GetUtcNow() + Patience; !ear.Heard.Contains(text, StringComparison.Ordinal); await Task.Delay(Glance, cancellationToken))
        {
            Search();
            if (report.Leaks.Count > 0 || report.Gaps.Count > 0)
            {
                return;
            }

            if (TimeProvider.System.GetUtcNow() > until)
            {
                report.Gaps.Add($"{owner.Tenant} did not hear {what} within {Patience.TotalSeconds} s, so that it is not known what it would have heard: {ear.Heard}");
                return;
            }
        }
    }

    private void Search()
    {
        foreach (var listener in _ears)
        {
            var heard = listener.Ear.Heard;
            var news = heard[Math.Max(0, listener.Searched - LongestNeedle)..];
            listener.Searched = heard.Length;
            foreach (var needle in needles.FindIn(news).Where(needle => needle.Tenant != listener.Owner.Tenant && (needle.Kind is not NeedleKind.Id || !listener.Owner.Written.Contains(needle.Value))))
            {
                report.Found($"a listener at {listener.Place}", $"heard {needle.Kind} of {needle.Tenant} ({needle.Place}): {news[Math.Max(0, news.IndexOf(needle.Value, StringComparison.Ordinal) - 200)..]}");
            }
        }
    }

    // Who listens where; the thing of its own of which it hears there, where there can be one.
    private sealed record Listener(TenantClient Owner, IHeard Ear, string Place, string? Subject)
    {
        public int Searched { get; set; }
    }
}
