extern alias server;

using System.Net.Http.Json;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using server::Troupe.Server;
using server::Troupe.Server.Commands;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.InMemory;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.Control;

/// <summary>
/// CPU of a command over HTTP on the store in memory, and of an endpoint of an empty server that reads the same body and appends one fact to such a store: the difference is admission, scopes,
/// the fold, the decision, the audit entry and the view. Client and server share the process, so what the client costs is in both.
/// </summary>
internal static class CommandCost
{
    private const int Rounds = 9;

    // Code that runs often is compiled twice more while it runs, and that is no cost of a command: rounds count once one of them compiles next to nothing.
    private const int MostWarmUps = 20;
    private const int FewMethods = 10;

    /// <summary>Microseconds of CPU of a command, and of a bare append.</summary>
    public static async Task<(Repetitions Command, Repetitions Append)> MeasureAsync(int commands, CancellationToken cancellationToken)
    {
        await using var desk = await ServedDesk.StartAsync(["--Troupe:Events:Store=Memory"], cancellationToken);
        await using var bare = await BareAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        var (command, append, warm) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; command.Count < Rounds; round++)
        {
            var presenter = $"cost-{round}";
            await desk.CreateAsync(presenter, cancellationToken);
            var compiled = JitInfo.GetCompiledMethodCount();
            var own = await CpuAsync(commands, number => desk.RenameAsync(presenter, $"Name {number}", cancellationToken));
            var plain = await CpuAsync(commands, number => AppendAsync(http, presenter, number, cancellationToken));
            warm = command.Count > 0 || warm == MostWarmUps || JitInfo.GetCompiledMethodCount() - compiled < FewMethods ? MostWarmUps : warm + 1;
            if (warm == MostWarmUps)
            {
                command.Add(own);
                append.Add(plain);
            }
        }

        return (Repetitions.Of(command), Repetitions.Of(append));
    }

    private static async Task<double> CpuAsync(int count, Func<int, Task> command)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var number = 0; number < count; number++)
        {
            await command(number);
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count;
    }

    private static async Task AppendAsync(HttpClient http, string stream, int number, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsync($"/{stream}", JsonContent.Create(new { name = $"Name {number}" }), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<WebApplication> BareAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var streams = new EventStreams(new InMemoryEventStore(TimeProvider.System), new EventCodec());
        app.MapPut("/{stream}", async (string stream, Named body) =>
        {
            await streams.Store.AppendAsync([streams.Write(new StreamId(TenantId.Local, "bare", stream), StreamWrite.AnyVersion, [new CommandAnswered(body.Name, 0)])], cancellationToken);
            return Results.Ok();
        });
        await app.StartAsync(cancellationToken);
        return app;
    }

    private sealed record Named(string Name);
}
