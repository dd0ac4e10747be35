namespace Troupe.Server.Page;

/// <summary>Finds the built web app.</summary>
internal static class PageFolder
{
    private const string Entry = "index.html";

    /// <summary>The folder that holds the app, or null when there is none.</summary>
    /// <param name="chosen">The folder from the options, if any.</param>
    /// <param name="start">Where the server's files are.</param>
    public static string? Find(string? chosen, string start)
    {
        if (chosen is not null)
        {
            return File.Exists(Path.Combine(chosen, Entry)) ? Path.GetFullPath(chosen) : null;
        }

        var beside = Path.Combine(start, "wwwroot");
        if (File.Exists(Path.Combine(beside, Entry)))
        {
            return beside;
        }

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "apps", "web", "dist");
            if (File.Exists(Path.Combine(built, Entry)))
            {
                return built;
            }
        }

        return null;
    }
}
