using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Troupe.Cli.Doctor;

/// <summary>Looks at the machine: runtime, Node.js, port, disk.</summary>
internal static class MachineFindings
{
    private const int OldestNode = 20;

    // The packages, browsers and build outputs of a full checkout take about 2 GB.
    private const long NeededBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>All findings about the machine.</summary>
    /// <param name="port">The port that the server would listen on.</param>
    /// <param name="cancellationToken">Ends the programs that are asked for their version.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(int port, CancellationToken cancellationToken) =>
    [
        new("dotnet", FindingState.Ready, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors"),
        await LookAtNodeAsync(cancellationToken),
        LookAtPort(port),
        LookAtDisk(),
    ];

    private static async Task<Finding> LookAtNodeAsync(CancellationToken cancellationToken)
    {
        const string cure = "Install Node.js 20 or later: https://nodejs.org. The server runs without it once the page is built.";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
            var version = (await node.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
            await node.WaitForExitAsync(cancellationToken);
            var major = int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            return major >= OldestNode
                ? new("node", FindingState.Ready, version)
                : new("node", FindingState.Lacking, $"version '{version}' is too old", cure);
        }
        catch (Win32Exception)
        {
            return new("node", FindingState.Lacking, "not on the PATH", cure);
        }
    }

    private static Finding LookAtPort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return new("port", FindingState.Ready, $"127.0.0.1:{port} is free");
        }
        catch (SocketException)
        {
            return new("port", FindingState.Lacking, $"127.0.0.1:{port} is taken", "Stop the program that listens there, or choose another: ./dev run --port N");
        }
    }

    private static Finding LookAtDisk()
    {
        var free = new DriveInfo(Environment.CurrentDirectory).AvailableFreeSpace;
        var found = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free here");
        return free >= NeededBytes
            ? new("disk", FindingState.Ready, found)
            : new("disk", FindingState.Lacking, found, "A checkout with packages and build outputs takes about 2 GB.");
    }
}
