using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Server.Sessions;

namespace Troupe.Server.Tests.Sessions;

/// <summary>Recordings of a server, which are written beside its sessions.</summary>
internal static class Recorded
{
    /// <summary>Waits until a tenant's only recording has something in it, without asking the server over HTTP, which limits how often.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="texts">What is to be in it.</param>
    public static async Task UntilAsync(TestServer server, string tenant, params string[] texts)
    {
        var recordings = server.Services.GetRequiredService<SessionRecordings>();
        using var late = new CancellationTokenSource(WireClient.Patience);
        while (true)
        {
            var content = new StringBuilder();
            if (recordings.Of(new TenantId(tenant)).SingleOrDefault() is { } file)
            {
                using var reader = recordings.Open(file);
                while (await reader.ReadAsync(late.Token) is { } lines)
                {
                    content.Append(Encoding.UTF8.GetString(lines));
                }
            }

            if (texts.All(content.ToString().Contains))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
        }
    }
}
