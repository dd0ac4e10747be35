using Microsoft.Extensions.Configuration;

namespace Troupe.Cli.Doctor;

/// <summary>The settings that a server on this machine would have: its files, then the environment, then its arguments; what comes later counts.</summary>
internal static class ServerSettings
{
    /// <summary>Where the engines are chosen.</summary>
    public const string Engines = "Troupe:Engines";

    /// <summary>Where it is said how a conversation behaves.</summary>
    public const string Conversation = "Troupe:Conversation";

    private const string FileName = "appsettings.json";

    /// <summary>Reads them.</summary>
    /// <param name="arguments">Arguments of the server, such as <c>--Troupe:Engines:Voice=flite-rms</c>.</param>
    /// <exception cref="InvalidDataException">A file is not JSON.</exception>
    /// <exception cref="FormatException">An argument is not a setting.</exception>
    public static IConfiguration Read(string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        var folder = Folder();
        return new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, FileName), optional: true)
            .AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(arguments)
            .Build();
    }

    /// <summary>Reads a section; the defaults where nothing is set.</summary>
    /// <typeparam name="T">What the section holds.</typeparam>
    /// <exception cref="InvalidOperationException">A value does not fit.</exception>
    public static T Get<T>(this IConfiguration settings, string section)
        where T : new() => settings.GetSection(section).Get<T>() ?? new T();

    // A build puts the server beside the tool: bin/Troupe.Cli/release and bin/Troupe.Server/release. What is published together lies in one folder.
    private static string Folder()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var built = Path.Combine(own.FullName, "..", "..", "Troupe.Server", own.Name);
        return File.Exists(Path.Combine(built, FileName)) ? Path.GetFullPath(built) : own.FullName;
    }
}
