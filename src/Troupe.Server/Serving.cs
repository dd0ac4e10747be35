using System.Net.Sockets;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class Serving
{
    /// <summary>Serves, and says where once it listens. The result is the exit code of the process: 0 after an ordered stop, 1 when an address or the log of facts cannot be had.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        await using var server = app;
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException or FormatException or ArgumentOutOfRangeException)
        {
            await Console.Error.WriteLineAsync($"The server cannot listen at {app.Configuration["Urls"]}: {failure.Message}");
            await Console.Error.WriteLineAsync("Stop the program that listens there, or choose another port: ./dev run --port N, or --Urls=http://127.0.0.1:N.");
            return await EndAsync(app, exitCode: 1);
        }
        catch (Exception failure) when (failure is EventStoreException or ProtectionException)
        {
            // The log is opened before anything begins, so nothing is there to be stopped.
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return await EndAsync(app, exitCode: 0);
        }

        await Console.Out.WriteLineAsync($"Troupe is at {string.Join(" and ", app.Urls)} (Ctrl-C stops it)");
        await app.WaitForShutdownAsync();
        return 0;
    }

    // The engines have begun to load when a start fails: native code must not meet the end of the process.
    private static async Task<int> EndAsync(WebApplication app, int exitCode)
    {
        await app.StopAsync();
        return exitCode;
    }
}
