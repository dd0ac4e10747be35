using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Sessions;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class ResumeTicketsTests
{
    private readonly ManualTime _time = new();
    private readonly SigningKeys _keys;
    private readonly ResumeTickets _tickets;

    public ResumeTicketsTests()
    {
        _keys = new(Options.Create(new TokensOptions()), Options.Create(new EventsOptions { Store = EventStoreKind.Memory }), _time, NullLogger<SigningKeys>.Instance);
        _tickets = new ResumeTickets(_keys, _time);
    }

    [Fact]
    public void Open_their_session_again_and_again_until_they_expire()
    {
        var ticket = _tickets.Create("s1", _time.GetUtcNow().AddSeconds(10));
        _tickets.Opens("s1", ticket).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(9.999));
        _tickets.Opens("s1", ticket).ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _tickets.Opens("s1", ticket).ShouldBeFalse();
    }

    [Fact]
    public void Last_as_long_as_a_session_whose_credential_does_not_expire()
    {
        var ticket = _tickets.Create("s1", expiresAt: null);
        _time.Advance(TimeSpan.FromDays(10_000));
        _tickets.Opens("s1", ticket).ShouldBeTrue();
    }

    [Fact]
    public void Open_nothing_else()
    {
        var ticket = _tickets.Create("s1", expiresAt: null);
        _tickets.Opens("s2", ticket).ShouldBeFalse();
        new ResumeTickets(_keys, _time).Opens("s1", ticket).ShouldBeFalse("it is of another life of the server");
        _tickets.Opens("s1", "").ShouldBeFalse();
        _tickets.Opens("s1", ticket + "A").ShouldBeFalse();
        for (var at = 0; at < ticket.Length; at++)
        {
            var other = ticket.ToCharArray();
            other[at] = other[at] == 'A' ? 'B' : 'A';
            _tickets.Opens("s1", new string(other)).ShouldBeFalse($"letter {at}");
        }
    }
}
