using System.Net.Http.Headers;
using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Testing;

/// <summary>
/// Races for the next token of a family, between two who hold the same refresh token and ask two servers of one store. Answers are lost
/// meanwhile, as on bad networks; afterwards somebody shows a token that was used long ago.
/// </summary>
/// <param name="servers">The servers.</param>
/// <param name="key">An API key with <c>session:talk</c>.</param>
/// <param name="seed">Makes the run repeatable in what it asks.</param>
public sealed class RefreshRaces(IReadOnlyList<HttpClient> servers, string key, int seed)
{
    private const double LostShare = 0.1;
    private static readonly TimeSpan MostApart = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs races.</summary>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RefreshRaceTally> RunAsync(int count, int atOnce, CancellationToken cancellationToken)
    {
        var tally = new RefreshRaceTally();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (race, stop) => await RaceAsync(new Random(HashCode.Combine(seed, race)), tally, stop));
        return tally;
    }

    private async Task RaceAsync(Random random, RefreshRaceTally tally, CancellationToken cancellationToken)
    {
        var first = await IssueAsync(servers[random.Next(servers.Count)], cancellationToken);
        var (apart, order, lost) = (MostApart * random.NextDouble(), random.Next(2), random.NextDouble() < LostShare);
        var mine = RefreshAsync(servers[order], first, TimeSpan.Zero, cancellationToken);
        var theirs = RefreshAsync(servers[1 - order], first, apart, cancellationToken);
        var answers = new List<string?>(await Task.WhenAll(mine, theirs));
        if (lost)
        {
            // The answer never arrived: the same again, from the other server.
            answers.Add(await RefreshAsync(servers[1 - order], first, TimeSpan.Zero, cancellationToken));
        }

        Interlocked.Increment(ref tally.Races);
        Interlocked.Add(ref tally.HonestLockouts, answers.Count(answer => answer is null));
        if (answers.OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1)
        {
            Interlocked.Increment(ref tally.DoubleSuccessors);
        }

        var second = answers.OfType<string>().FirstOrDefault();
        var third = second is null ? null : await RefreshAsync(servers[order], second, TimeSpan.Zero, cancellationToken);
        if (third is null)
        {
            Interlocked.Increment(ref tally.HonestLockouts);
            return;
        }

        // The first is a grandparent by now: who shows it ends the family, the newest token included.
        if (await RefreshAsync(servers[1 - order], first, TimeSpan.Zero, cancellationToken) is not null || await RefreshAsync(servers[order], third, TimeSpan.Zero, cancellationToken) is not null)
        {
            Interlocked.Increment(ref tally.ThievesServed);
        }
    }

    private async Task<string> IssueAsync(HttpClient server, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tokens")
        {
            Content = JsonContent.Create(new IssueToken("racer") { Refreshable = true }, options: Wire.Json),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var response = await server.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<TokenIssued>(Wire.Json, cancellationToken))!.RefreshToken!
            : throw new InvalidOperationException($"/v1/tokens: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static async Task<string?> RefreshAsync(HttpClient server, string token, TimeSpan after, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cancellationToken);
        using var response = await server.PostAsJsonAsync("/v1/tokens/refresh", new TokenRefresh(token), Wire.Json, cancellationToken);
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<TokenIssued>(Wire.Json, cancellationToken))!.RefreshToken : null;
    }
}

/// <summary>What came of races.</summary>
public sealed class RefreshRaceTally
{
    /// <summary>How many there were.</summary>
    public int Races;

    /// <summary>Races after which two different successors were in hands.</summary>
    public int DoubleSuccessors;

    /// <summary>Refusals of somebody who did nothing wrong.</summary>
    public int HonestLockouts;

    /// <summary>Races after which a grandparent, or a token of a family that it ended, was still good.</summary>
    public int ThievesServed;
}
